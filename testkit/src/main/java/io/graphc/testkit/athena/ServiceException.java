package io.graphc.testkit.athena;

import io.graphc.testkit.athena.AthenaFault.Refusal;
import java.util.Optional;

/** The service refuses a call. */
final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final transient Optional<String> code;

    ServiceException(Refusal refusal) {
        super(refusal.type());
        this.refusal = refusal;
        this.code = Optional.empty();
    }

    private ServiceException(Refusal refusal, String code) {
        super(refusal.type());
        this.refusal = refusal;
        this.code = Optional.of(code);
    }

    /** A request that is wrong in itself. */
    static ServiceException invalid(String code, String message) {
        return new ServiceException(new Refusal(400, "InvalidRequestException", message), code);
    }

    Refusal refusal() {
        return refusal;
    }

    Optional<String> code() {
        return code;
    }
}
