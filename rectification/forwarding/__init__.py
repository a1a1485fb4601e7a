"""Report and feedback forwarded to the bodies that supervise (巡察报告移送、协作审核). May import hand_over."""
