"""Many assessments together: tables, template families, versions, references and coverage."""
