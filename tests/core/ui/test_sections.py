"""The card around a section: its heading, its edges, and that no template writes one by hand."""

import re
from pathlib import Path

from django.conf import settings
from django.template import Context, Template

TEMPLATES = Path(settings.BASE_DIR) / "templates"
CARD = re.compile(r'class="card section["{]')


def rendered(source, **context):
    return Template(source).render(Context(context))


def test_a_card_is_named_by_its_heading():
    html = rendered('{% section_card "Evidence" id="evidence" %}<p>one</p>{% endsection_card %}')
    assert '<section class="card section" aria-labelledby="evidence">' in html
    assert '<h2 id="evidence" class="section-heading">Evidence</h2>' in html
    assert '<div class="card-body"><p>one</p></div>' in html


def test_a_bare_card_lets_its_content_reach_the_edges():
    html = rendered('{% section_card "Rows" bare=True %}<ul></ul>{% endsection_card %}')
    assert "<ul></ul>" in html
    assert "card-body" not in html


def test_a_card_that_shows_only_some_rows_leads_to_all():
    source = '{% section_card "Rows" total=total shown=2 all_url="/all/" %}{% endsection_card %}'
    assert 'href="/all/"' in rendered(source, total=3)
    assert 'href="/all/"' not in rendered(source, total=2)


def test_a_heading_is_escaped_and_the_content_is_not_escaped_again():
    html = rendered("{% section_card title %}{{ text }}{% endsection_card %}", title="<b>", text="a & b")
    assert "&lt;b&gt;" in html
    assert "a &amp; b" in html


def test_no_template_writes_a_section_card_by_hand():
    by_hand = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "components" and CARD.search(path.read_text())
    ]
    assert by_hand == []
