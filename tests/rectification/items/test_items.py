"""整改 and 查账: measures, progress with evidence, checks on site."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.access.reach import Refused
from core.models import Attachment
from core.workflow.moves import IllegalStep
from rectification.items import services
from rectification.models import CheckResult, Item
from rectification.querysets import with_work_done
from tests.rectification.conftest import check, evidence


def report(item, by, **facts):
    return services.report_progress(
        item, **{"text": "已修订制度", "completion": Item.Completion.MOSTLY} | facts, by=by
    )


class TestProgress:
    def test_reports_add_up_on_the_item(self, item, liaison):
        report(item, liaison, rules_made=2, funds_recovered=Decimal("3400.50"))
        report(item, liaison, rules_made=1, funds_recovered=Decimal("99.50"))
        item.refresh_from_db()
        assert (item.rules_made, item.funds_recovered) == (3, Decimal("3500.00"))
        assert item.completion == Item.Completion.MOSTLY

    def test_evidence_hangs_on_the_report(self, item, liaison):
        progress = report(item, liaison, files=[evidence("a.pdf"), evidence("b.pdf")])
        assert [a.name for a in Attachment.objects.of(progress)] == ["a.pdf", "b.pdf"]

    def test_a_bad_file_refuses_the_whole_report(self, item, liaison):
        with pytest.raises(ValidationError):
            report(item, liaison, files=[evidence(), SimpleUploadedFile("b.html", b"<script>")])
        assert not item.progress.exists()
        assert not Attachment.objects.exists()

    @pytest.mark.parametrize("wrong", [{"text": " "}, {"funds_recovered": Decimal("-1")}, {"completion": "great"}])
    def test_nonsense_is_refused(self, item, liaison, wrong):
        with pytest.raises(ValidationError):
            report(item, liaison, **wrong)

    @pytest.mark.parametrize(
        ("name", "most"), [("rules_made", 2_147_483_647), ("funds_recovered", Decimal("999999999999.99"))]
    )
    def test_what_is_too_much_in_all_is_refused_before_a_file_is_kept(self, item, liaison, name, most, settings):
        report(item, liaison, **{name: most})
        with pytest.raises(ValidationError, match="与此前上报的合计") as refused:
            report(item, liaison, files=[evidence()], **{name: 1})
        assert list(refused.value.message_dict) == [name]
        assert (getattr(Item.objects.get(pk=item.pk), name), item.progress.count()) == (most, 1)
        assert not list(settings.MEDIA_ROOT.rglob("*.pdf"))

    @pytest.mark.parametrize("who", ["office", "leader", "other_secretary", "division", "leadinggroup"])
    def test_only_the_organization_reports(self, item, who, request):
        with pytest.raises(Refused):
            report(item, request.getfixturevalue(who))

    def test_not_before_the_plan_is_accepted(self, filed, liaison):
        with pytest.raises(IllegalStep):
            report(filed.items.first(), liaison)

    def test_not_while_the_office_decides(self, applied, liaison):
        with pytest.raises(IllegalStep):
            report(applied, liaison)


class TestMeasures:
    def test_the_day_is_entered(self, item, liaison):
        measure = item.measures.first()
        services.mark_measure_done(measure, by=liaison, on=date(2026, 9, 29))
        measure.refresh_from_db()
        assert measure.done_on == date(2026, 9, 29)

    def test_its_evidence_is_numbered_with_that_of_the_item(self, item, liaison, browse):
        measure = item.measures.first()
        assert not with_work_done(Item.objects.filter(pk=item.pk)).get().has_evidence
        side, at = browse(liaison), reverse("rectification:measure_done", args=[measure.pk])
        side.post(at, {"on": "2026-09-29", "files": [evidence("印发通知.pdf")], "files-captions": "制度印发通知"})
        assert 'value="2026-09-29"' in side.get(at).text  # further evidence goes by the same day
        side.post(at, {"on": "2026-09-29", "files": [evidence("培训记录.pdf")]})
        report(item, liaison, files=[evidence("清退凭证.pdf")])
        page = side.get(item.get_absolute_url()).text
        for number in (1, 2):
            assert f'<a href="#evidence-{number}">佐证{number}</a>' in page
            assert f'id="evidence-{number}"' in page
        assert "制度印发通知" in page
        assert "措施1 2026-09-29" in page
        assert with_work_done(Item.objects.filter(pk=item.pk)).get().has_evidence

    def test_another_day_is_a_correction_with_its_reason(self, item, liaison, browse):
        measure = item.measures.first()
        services.mark_measure_done(measure, by=liaison, on=date(2026, 9, 29))
        at = reverse("rectification:measure_done", args=[measure.pk])
        answer = browse(liaison).post(at, {"on": "2026-09-30", "why": ""})
        assert "更正理由" in answer.text
        measure.refresh_from_db()
        assert measure.done_on == date(2026, 9, 29)
        browse(liaison).post(at, {"on": "2026-09-30", "why": "按印发日期更正"})
        measure.refresh_from_db()
        assert measure.done_on == date(2026, 9, 30)
        assert measure.events.last().pgh_context["reason"] == "按印发日期更正"

    def test_not_a_day_to_come(self, item, liaison):
        with pytest.raises(ValidationError):
            services.mark_measure_done(item.measures.first(), by=liaison, on=date(2026, 11, 24))

    def test_not_by_the_office(self, item, office):
        with pytest.raises(Refused):
            services.mark_measure_done(item.measures.first(), by=office)


class TestChecks:
    @pytest.mark.parametrize("who", ["office", "leader", "member"])
    def test_the_office_and_the_team_record_checks(self, item, who, request):
        found = check(item, request.getfixturevalue(who), on=date(2026, 10, 12))
        assert (found.verdict, found.checked_on) == (CheckResult.Verdict.CONFIRMED, date(2026, 10, 12))

    @pytest.mark.parametrize("who", ["liaison", "secretary", "stranger_leader", "division"])
    def test_nobody_else_does(self, item, who, request):
        with pytest.raises(Refused):
            check(item, request.getfixturevalue(who))

    def test_a_check_leaves_the_state_alone(self, item, office):
        check(item, office)
        assert Item.objects.get(pk=item.pk).status == Item.Status.RECTIFYING

    @pytest.mark.parametrize("wrong", [{"verdict": "fine"}, {"on": date(2026, 8, 31)}, {"on": date(2026, 11, 24)}])
    def test_nonsense_is_refused(self, item, office, wrong):
        with pytest.raises(ValidationError):
            check(item, office, **wrong)
