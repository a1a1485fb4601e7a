"""The search box and finding Chinese names by pinyin."""
