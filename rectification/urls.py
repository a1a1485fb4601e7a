from django.urls import path

from rectification.views import hand_overs, items, ledgers, plans, rules

app_name = "rectification"
urlpatterns = [
    path("hand-overs/", hand_overs.HandOverList.as_view(), name="hand_overs"),
    path("hand-overs/<int:pk>/", hand_overs.HandOverPage.as_view(), name="hand_over"),
    path("inspections/<int:pk>/hand-over/", hand_overs.prepare, name="hand_over_prepare"),
    path("hand-overs/<int:pk>/take-in/", hand_overs.take_in, name="hand_over_take_in"),
    path("hand-overs/<int:pk>/feedback/<slug:side>/", hand_overs.FeedbackPage.as_view(), name="hand_over_feedback"),
    path("hand-overs/<int:pk>/deliver/", hand_overs.DeliverPage.as_view(), name="hand_over_deliver"),
    path("hand-overs/<int:pk>/sign/<slug:side>/", hand_overs.SignPage.as_view(), name="hand_over_sign"),
    path("hand-overs/<int:pk>/findings/", hand_overs.FindingsPaper.as_view(), name="hand_over_findings"),
    path("hand-overs/<int:pk>/plan/file/", hand_overs.file_plan, name="hand_over_file_plan"),
    path("hand-overs/<int:pk>/plan/accept/", hand_overs.accept_plan, name="hand_over_accept_plan"),
    path("hand-overs/<int:pk>/plan/return/", plans.ReturnPlanPage.as_view(), name="hand_over_return_plan"),
    path("hand-overs/<int:pk>/close/", hand_overs.close, name="hand_over_close"),
    path("receipts/<int:pk>/", hand_overs.ReceiptPaper.as_view(), name="receipt"),
    path("items/", items.ItemList.as_view(), name="items"),
    path("items/<int:pk>/", items.ItemPage.as_view(), name="item"),
    path("items/<int:pk>/plan/", plans.ItemPlanPage.as_view(), name="item_plan"),
    path("items/<int:pk>/progress/", items.ProgressPage.as_view(), name="item_progress"),
    path("items/<int:pk>/check/", items.CheckPage.as_view(), name="item_check"),
    path("items/<int:pk>/apply/", items.ApplyPage.as_view(), name="item_apply"),
    path("items/<int:pk>/close/", items.ClosePage.as_view(), name="item_close"),
    path("items/<int:pk>/return/", items.ReturnPage.as_view(), name="item_return"),
    path("measures/<int:pk>/done/", items.MeasureDonePage.as_view(), name="measure_done"),
    path("checks/", ledgers.CheckList.as_view(), name="checks"),
    path("close-outs/", ledgers.CloseOutList.as_view(), name="close_outs"),
    path("obligations/", ledgers.ObligationList.as_view(), name="obligations"),
    path("obligations/<int:pk>/", ledgers.obligation, name="obligation"),
    path("deadline-rules/", rules.DeadlineRuleList.as_view(), name="deadline_rules"),
    path("deadline-rules/add/", rules.DeadlineRuleAdd.as_view(), name="deadline_rule_add"),
    path("reminder-rules/", rules.ReminderRuleList.as_view(), name="reminder_rules"),
    path("reminder-rules/add/", rules.ReminderRuleAdd.as_view(), name="reminder_rule_add"),
    path("reminder-rules/<int:pk>/drop/", rules.drop_reminder_rule, name="reminder_rule_drop"),
]
