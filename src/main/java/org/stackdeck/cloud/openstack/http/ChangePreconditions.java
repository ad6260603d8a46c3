package org.stackdeck.cloud.openstack.http;

import java.util.Set;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/**
 * Runs checks before a change. If a check fails, the change was not requested, so the caller can safely request it
 * again.
 */
public final class ChangePreconditions {

    private static final Set<Category> UNKNOWN =
            Set.of(Category.TIMEOUT, Category.FAILED, Category.UNINTELLIGIBLE, Category.UNAVAILABLE);

    private ChangePreconditions() {}

    /**
     * Runs a check without a result.
     *
     * @throws CloudException UNAVAILABLE, with the status 0, if the check has no clear result; other exceptions of
     *     the check are thrown unchanged
     */
    public static void run(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** Runs a check that returns a result, like {@link #run}. */
    public static <T> T read(Supplier<T> check) {
        try {
            return check.get();
        } catch (CloudException e) {
            if (!UNKNOWN.contains(e.category())) {
                throw e;
            }
            throw new CloudException(
                    Category.UNAVAILABLE, "The change could not be checked: " + e.getMessage(), 0, null, null, e);
        }
    }
}
