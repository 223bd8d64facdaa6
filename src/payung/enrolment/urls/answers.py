from django.urls import URLPattern, path

from payung.enrolment.views import answers, answers_steps

urlpatterns: list[URLPattern] = [
    path("jawaban", answers.index, name="answers"),
    path("jawaban/baru", answers_steps.new, name="answer_new"),
    path("jawaban/antrean", answers.queue, name="answer_queue"),
    path("jawaban/alasan", answers.reasons, name="answer_reasons"),
    path("jawaban/alasan/artikan", answers_steps.learn, name="answer_learn"),
    path("jawaban/baris/<int:row_id>", answers_steps.row, name="answer_row"),
    path("jawaban/<int:answer_id>", answers.one, name="answer"),
    path("jawaban/<int:answer_id>/kolom", answers_steps.columns, name="answer_columns"),
    path("jawaban/<int:answer_id>/lanjut", answers_steps.again, name="answer_again"),
]
