package org.stackdeck.cloud.openstack.http;

import java.util.Set;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/** Runs requests before a change, which can be repeated. Their failure means that the change was not requested. */
public final class CheckBeforeChange {

    private static final Set<Category> UNKNOWN =
            Set.of(Category.TIMEOUT, Category.FAILED, Category.UNINTELLIGIBLE, Category.UNAVAILABLE);

    private CheckBeforeChange() {}

    /**
     * @throws CloudException UNAVAILABLE, with the status 0, if it is not known whether the change is possible; others if it
     *     is not
     */
    public static void run(Runnable check) {
        read(() -> {
            check.run();
            return true;
        });
    }

    /** Same as {@link #run}, for requests with a result. */
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
