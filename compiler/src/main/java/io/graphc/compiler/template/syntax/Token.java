package io.graphc.compiler.template.syntax;

/**
 * One word of a template.
 *
 * @param start offset in the template's text
 * @param value template text, a name, an operator, the meaning of a literal
 */
record Token(Kind kind, int start, int end, String value) {
    enum Kind {
        /** Text outside of tags. */
        TEMPLATE_TEXT,
        PRINT_BEGIN,
        PRINT_END,
        TAG_BEGIN,
        TAG_END,
        NAME,
        TEXT,
        INTEGER,
        FLOAT,
        OPERATOR,
        /** Something that was reported already. */
        BROKEN,
        END
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && value.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && value.equals(name);
    }

    boolean endsTag() {
        return kind == Kind.TAG_END || kind == Kind.PRINT_END;
    }

    /** How messages call it. */
    String describe() {
        return switch (kind) {
            case NAME, OPERATOR -> "`" + value + "`";
            case TEXT -> "text";
            case INTEGER, FLOAT -> "a number";
            case PRINT_END -> "`}}`";
            case TAG_END -> "`%}`";
            case END -> "the end of the template";
            case TEMPLATE_TEXT, PRINT_BEGIN, TAG_BEGIN, BROKEN -> "something else";
        };
    }
}
