"""Jobs that work for translators in the background."""

from procrastinate.contrib.django import app

from cms.translation.machines import jobs, views


@app.task(name=views.TASK, queue=views.QUEUE, pass_context=False)
def draft_by_machine(job_id: int) -> None:
    """Drafts what is new in a page. It may be repeated: what is there already is not asked again."""
    jobs.run(job_id)
