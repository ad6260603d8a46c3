package org.stackdeck.cloud.openstack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.ResourceMessages.FlavorAccessBody;

/**
 * Which projects may use the private flavors of a cloud. Nova tells it of one flavor at a time, for all projects at once, so
 * an answer is good for a while, whichever project it was asked for.
 */
final class FlavorAccess {

    private static final Duration GOOD_FOR = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    private final ServiceClient nova;
    private final Supplier<Map<String, String>> version;
    private final Cache<String, Set<String>> projects = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .expireAfterWrite(GOOD_FOR)
            .maximumSize(MOST)
            .build();

    FlavorAccess(ServiceClient nova, Supplier<Map<String, String>> version) {
        this.nova = nova;
        this.version = version;
    }

    /** @param flavor the id of a private one */
    boolean open(String flavor, ProjectId project) {
        return projects.get(flavor, this::ask).contains(project.value());
    }

    /** Of one that is gone, or that the credential may not ask about, nobody is known. */
    private Set<String> ask(String flavor) {
        try {
            List<FlavorAccessBody> told = ServerMapper.promised(Json.read(
                            nova.get("/flavors/" + ServerOrders.inPath(flavor) + "/os-flavor-access", version.get()),
                            ResourceMessages.FlavorAccesses.class)
                    .accesses());
            return told.stream()
                    .map(FlavorAccessBody::projectId)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (CloudException e) {
            if (e.category() == Category.FORBIDDEN || e.category() == Category.NOT_FOUND) {
                return Set.of();
            }
            throw e;
        }
    }
}
