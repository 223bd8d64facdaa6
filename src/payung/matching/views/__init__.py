"""Pages about who is who. `questions`: one NIK on two people. `joins`: persons that are one. `common`: shared by all."""
