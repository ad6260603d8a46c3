package org.stackdeck.api;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.UsualDurations;

/** Converts operations to responses, with error messages in the request's language. */
@Component
class OperationBodies {

    private final ProblemDocuments texts;
    private final UsualDurations usual;

    OperationBodies(ProblemDocuments texts, UsualDurations usual) {
        this.texts = texts;
        this.usual = usual;
    }

    OperationBody body(Operation operation, HttpServletRequest request) {
        Operation.Failure failure = operation.error();
        return OperationBody.of(
                operation,
                failure == null
                        ? null
                        : new OperationBody.ErrorBody(failure.code(), text(failure, request), failure.message()),
                operation.state().ended()
                        ? null
                        : usual.of(operation.server().cloud(), operation.action())
                                .map(Duration::toMillis)
                                .orElse(null));
    }

    private String text(Operation.Failure failure, HttpServletRequest request) {
        String plain = texts.text(request, "operation.failure." + failure.code(), failure.code());
        return failure.quota()
                .map(quota -> texts.text(
                        request,
                        "operation.failure.quota.numbers",
                        plain,
                        quota.names(),
                        quota.requested(),
                        quota.used(),
                        quota.limit()))
                .orElse(plain);
    }
}
