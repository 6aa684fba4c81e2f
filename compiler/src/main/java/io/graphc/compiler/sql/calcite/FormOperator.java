package io.graphc.compiler.sql.calcite;

/** The operator of an expression that the grammar knows; see {@link Form} for the order of its operands. */
public final class FormOperator extends TypedOperator {
    private final Form form;
    private final String detail;

    public FormOperator(Form form, String detail) {
        super(detail.isEmpty() ? form.name() : form.name() + " " + detail, form.kind());
        this.form = form;
        this.detail = detail;
    }

    public FormOperator(Form form) {
        this(form, "");
    }

    public Form form() {
        return form;
    }

    /** What tells two expressions of the form apart, or empty. */
    public String detail() {
        return detail;
    }

    @Override
    protected Typed infer(CallTyping call) {
        return FormTyping.infer(this, call);
    }
}
