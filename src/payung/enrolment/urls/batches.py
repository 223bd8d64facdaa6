from django.urls import URLPattern, path

from payung.enrolment.views import batches, batches_steps

urlpatterns: list[URLPattern] = [
    path("batch", batches.index, name="batches"),
    path("batch/baru", batches_steps.draft, name="batch_draft"),
    path("batch/pekerjaan/<uuid:job_id>", batches_steps.job, name="batch_job"),
    path("batch/<int:batch_id>", batches.one, name="batch"),
    path("batch/<int:batch_id>/buku", batches_steps.export, name="batch_export"),
    path("batch/<int:batch_id>/unduh", batches_steps.take, name="batch_take"),
    path("batch/<int:batch_id>/kirim", batches_steps.send, name="batch_send"),
    path("batch/<int:batch_id>/batalkan", batches_steps.set_aside, name="batch_set_aside"),
    path("batch/<int:batch_id>/kurang", batches.missing, name="batch_missing"),
    path("batch/<int:batch_id>/isian", batches_steps.filled, name="batch_filled"),
    path("batch/<int:batch_id>/orang/<int:line_id>", batches.line, name="batch_line"),
    path("batch/<int:batch_id>/orang/<int:line_id>/lengkapi", batches_steps.complete, name="batch_complete"),
    path("batch/<int:batch_id>/orang/<int:line_id>/keluarkan", batches_steps.drop, name="batch_drop"),
    path("batch/<int:batch_id>/orang/<int:line_id>/lagi", batches_steps.again, name="batch_again"),
]
