package org.stackdeck.api.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.api.error.ProblemDetailFactory;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;

/** Converts operations to responses, with error messages in the request's language. */
@Component
public class OperationResponseMapper {

    private final ProblemDetailFactory texts;
    private final ActionDurationEstimator durationEstimator;

    OperationResponseMapper(ProblemDetailFactory texts, ActionDurationEstimator durationEstimator) {
        this.texts = texts;
        this.durationEstimator = durationEstimator;
    }

    public OperationResponse toResponse(Operation operation, HttpServletRequest request) {
        Operation.Failure failure = operation.failure();
        return new OperationResponse(
                operation.id().toString(),
                operation.action().code(),
                operation.state().name(),
                operation.cloud().value(),
                operation.isOnServer() && operation.hasTarget()
                        ? operation.target().idText()
                        : null,
                operation.isOnServer() ? operation.targetName() : null,
                resource(operation),
                operation.project().value(),
                operation.userName().value(),
                operation.acceptedAt(),
                operation.dispatchedAt(),
                operation.finishedAt(),
                failure == null
                        ? null
                        : new OperationResponse.OperationErrorResponse(
                                failure.code(), failureText(failure, request), failure.message()),
                operation.requestId(),
                operation.state().isFinal()
                        ? null
                        : durationEstimator
                                .estimate(operation.cloud(), operation.action())
                                .map(Duration::toMillis)
                                .orElse(null),
                operation.hasGeneratedPassword());
    }

    private static OperationResponse.@Nullable ResourceReference resource(Operation operation) {
        return operation.target() instanceof ResourceKey key
                ? new OperationResponse.ResourceReference(
                        key.kind().code(), operation.hasTarget() ? key.id() : null, operation.targetName())
                : null;
    }

    private String failureText(Operation.Failure failure, HttpServletRequest request) {
        String plain = texts.text(request, "operation.failure." + failure.code(), failure.code());
        return failure.quota()
                .map(details -> texts.text(
                        request,
                        "operation.failure.quota.numbers",
                        plain,
                        details.resources(),
                        details.requested(),
                        details.used(),
                        details.limit()))
                .orElse(plain);
    }
}
