package org.stackdeck.database;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test, with a message on standard error, if it has the tag of a database server that is not installed. */
public final class DatabaseInstalledCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> missing = Arrays.stream(DatabaseProduct.values())
                .filter(product -> context.getTags().contains(product.tag()))
                .flatMap(product -> product.missing().stream())
                .findFirst();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the database server is installed");
        }
        String reason = "SKIPPED " + context.getDisplayName() + ": " + missing.get();
        System.err.println(reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
