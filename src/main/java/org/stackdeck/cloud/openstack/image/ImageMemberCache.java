package org.stackdeck.cloud.openstack.image;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/**
 * Caches the members of images, and determines from them with which projects images are shared. Glance cannot list the
 * images that are shared with a project other than that of the credential.
 */
public final class ImageMemberCache {

    /** Maximum number of images of one owner. Callers apply it before the other limits. */
    public static final int MAX_IMAGES_OF_OWNER = 1000;

    /**
     * Maximum number of images that are checked, because each image requires a request, and any project can share
     * images with another project without its consent.
     */
    private static final int MAX_IMAGES = 200;

    /**
     * Maximum number of checked images that consist of volume snapshots. It is higher than {@link #MAX_IMAGES}, because
     * quotas limit the number of volume snapshots.
     */
    private static final int MAX_IMAGES_OF_SERVERS = 1000;

    private static final Duration MIN_CACHE_DURATION = Duration.ofMinutes(3);
    private static final Duration MAX_CACHE_DURATION = Duration.ofMinutes(5);

    private static final int MAX_CACHED_MEMBERS = 50_000;
    private static final int MAX_ID_LENGTH = 255;

    private final ProjectId credential;
    private final ImageMemberClient members;
    private final Cache<String, Map<ProjectId, String>> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            // The durations differ, so that the members of all images do not expire at the same time.
            .expireAfter(Expiry.writing((_, _) -> randomCacheDuration()))
            .maximumWeight(MAX_CACHED_MEMBERS)
            .weigher((String _, Map<ProjectId, String> statuses) -> 1 + statuses.size())
            .build();

    /** @param credential the project of the credential */
    public ImageMemberCache(AuthenticatedServiceClient glance, ProjectId credential) {
        this.members = new ImageMemberClient(glance);
        this.credential = credential;
    }

    /**
     * An image with the visibility {@code shared}, which its members can use.
     *
     * @param volumeSnapshots whether the image consists of volume snapshots, as Nova creates it from a server
     *     without a local disk
     */
    public record Candidate(String id, String owner, boolean volumeSnapshots) {}

    /**
     * Returns the IDs of the images that the project has accepted, and of the images that Nova created from servers of
     * the project without a local disk.
     *
     * @param newestFirst the images to check, newest first. Of the images that require acceptance, the newest of
     *     each owner are checked in turn, so that no owner can displace the images of other owners
     */
    public Set<String> sharedWith(ProjectId project, List<Candidate> newestFirst) {
        // Nova shares the image of a server with the server's project, but the project does not accept it.
        Stream<String> ofServers = newestFirst.stream()
                .filter(this::isOfServer)
                .limit(MAX_IMAGES_OF_SERVERS)
                .map(Candidate::id)
                .filter(id -> isSharedWith(id, project));
        Stream<String> accepted = members(newestFirst).entrySet().stream()
                .filter(image -> ImageMemberClient.isAccepted(image.getValue().get(project)))
                .map(Map.Entry::getKey);
        return Stream.concat(ofServers, accepted).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the status of each project with which an image is shared, by the ID of the image. Does not contain the
     * images that Nova created from servers without a local disk, because no project accepts them.
     *
     * @param newestFirst as for {@link #sharedWith}
     */
    public Map<String, Map<ProjectId, String>> members(List<Candidate> newestFirst) {
        return byRank(newestFirst.stream()
                        .filter(candidate -> !isOfServer(candidate))
                        .toList())
                .limit(MAX_IMAGES)
                .collect(Collectors.toMap(Candidate::id, candidate -> statuses(candidate.id()), (first, _) -> first));
    }

    /** Returns whether the project is a member of the image, even if the project has not accepted it. */
    public boolean isSharedWith(String image, ProjectId project) {
        return statuses(image).containsKey(project);
    }

    /**
     * Removes the cached members of an image, after Stackdeck has changed them. Waits for a load that is in progress,
     * and also removes its result.
     */
    public void forget(String image) {
        cache.invalidate(image);
    }

    /** Returns whether Nova created the image in the project of the credential from a server without a local disk. */
    public boolean isOfServer(Candidate candidate) {
        return candidate.volumeSnapshots() && credential.value().equals(candidate.owner());
    }

    private Map<ProjectId, String> statuses(String image) {
        return image.length() > MAX_ID_LENGTH ? Map.of() : cache.get(image, this::load);
    }

    /**
     * Returns an empty map if the image no longer exists, the credential is not permitted to list its members, or
     * Glance fails for this image alone. Such a failure must not affect the list of all images. Does not cache failures
     * that concern all images.
     */
    private Map<ProjectId, String> load(String image) {
        try {
            return members.statuses(image);
        } catch (CloudException e) {
            return switch (e.category()) {
                case FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE -> Map.of();
                case UNREACHABLE, TIMEOUT, UNAVAILABLE, THROTTLED, UNAUTHENTICATED -> throw e;
            };
        }
    }

    private static Duration randomCacheDuration() {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(MIN_CACHE_DURATION.toMillis(), MAX_CACHE_DURATION.toMillis()));
    }

    static Stream<Candidate> byRank(List<Candidate> candidates) {
        record Ranked(Candidate candidate, int rank) {}
        Map<String, Integer> ranks = new HashMap<>();
        return candidates.stream()
                .map(candidate -> new Ranked(candidate, ranks.merge(candidate.owner(), 1, Integer::sum)))
                .toList()
                .stream()
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::candidate);
    }
}
