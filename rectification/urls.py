from django.urls import path

from rectification import panel_views as panels
from rectification.checks.views import CheckList, CheckPage
from rectification.closing.views import ApplyPage, CloseOutList, ClosePage, ReturnPage
from rectification.hand_over import plan_views as plans
from rectification.hand_over import views as hand_overs
from rectification.items.views import ItemList, ItemPage, MeasureDonePage, ProgressPage

app_name = "rectification"
urlpatterns = [
    path("hand-overs/", hand_overs.HandOverList.as_view(), name="hand_overs"),
    path("hand-overs/<int:pk>/", hand_overs.HandOverPage.as_view(), name="hand_over"),
    path("inspections/<int:pk>/hand-over/", hand_overs.Prepare.as_view(), name="hand_over_prepare"),
    path("hand-overs/<int:pk>/take-in/", hand_overs.TakeIn.as_view(), name="hand_over_take_in"),
    path("hand-overs/<int:pk>/feedback/<slug:side>/", hand_overs.FeedbackPage.as_view(), name="hand_over_feedback"),
    path("hand-overs/<int:pk>/deliver/", hand_overs.DeliverPage.as_view(), name="hand_over_deliver"),
    path("hand-overs/<int:pk>/sign/<slug:side>/", hand_overs.SignPage.as_view(), name="hand_over_sign"),
    path("hand-overs/<int:pk>/findings/", hand_overs.FindingsPaper.as_view(), name="hand_over_findings"),
    path("hand-overs/<int:pk>/plan/file/", hand_overs.FilePlan.as_view(), name="hand_over_file_plan"),
    path("hand-overs/<int:pk>/plan/accept/", hand_overs.AcceptPlan.as_view(), name="hand_over_accept_plan"),
    path("hand-overs/<int:pk>/plan/return/", plans.ReturnPlanPage.as_view(), name="hand_over_return_plan"),
    path("hand-overs/<int:pk>/close/", hand_overs.Close.as_view(), name="hand_over_close"),
    path("receipts/<int:pk>/", hand_overs.ReceiptPaper.as_view(), name="receipt"),
    path("hand-overs/of/<int:pk>/", panels.HandOverOfInspection.as_view(), name="hand_over_of"),
    path("items/of/<int:pk>/", panels.ItemsOfOrganization.as_view(), name="items_of"),
    path("items/", ItemList.as_view(), name="items"),
    path("items/<int:pk>/", ItemPage.as_view(), name="item"),
    path("items/<int:pk>/plan/", plans.ItemPlanPage.as_view(), name="item_plan"),
    path("items/<int:pk>/progress/", ProgressPage.as_view(), name="item_progress"),
    path("items/<int:pk>/check/", CheckPage.as_view(), name="item_check"),
    path("items/<int:pk>/apply/", ApplyPage.as_view(), name="item_apply"),
    path("items/<int:pk>/close/", ClosePage.as_view(), name="item_close"),
    path("items/<int:pk>/return/", ReturnPage.as_view(), name="item_return"),
    path("measures/<int:pk>/done/", MeasureDonePage.as_view(), name="measure_done"),
    path("checks/", CheckList.as_view(), name="checks"),
    path("close-outs/", CloseOutList.as_view(), name="close_outs"),
]
