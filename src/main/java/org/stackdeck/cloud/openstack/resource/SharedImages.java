package org.stackdeck.cloud.openstack.resource;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.image.ImageMembers;

/** Determines with which projects the images of other projects are shared. */
public final class SharedImages {

    /**
     * Maximum number of shared images to check. Each image requires a request, and any project can share images with
     * another project without its consent.
     */
    private static final int MAX_IMAGES = 200;

    /**
     * Maximum number of images of servers to check. Larger, because quotas limit the volume snapshots of which such
     * images consist.
     */
    private static final int MAX_IMAGES_OF_SERVERS = 1000;

    /** Maximum number of images of one owner that are considered before the other limits apply. */
    static final int MAX_IMAGES_OF_OWNER = 1000;

    private final ProjectId credential;
    private final ProjectAccessCache acceptedBy;
    private final ProjectAccessCache sharedWith;

    /** @param credential the project of the credential */
    public SharedImages(AuthenticatedServiceClient glance, ProjectId credential) {
        this.credential = credential;
        this.acceptedBy = ProjectAccessCache.ofImages(glance, ImageMembers.Member::isAccepted);
        this.sharedWith = ProjectAccessCache.ofImages(glance, _ -> true);
    }

    /**
     * An image of another project with the visibility {@code shared}.
     *
     * @param volumeSnapshots whether it consists of volume snapshots, as Nova creates it from a server without a local
     *     disk
     */
    record Candidate(String id, String owner, boolean volumeSnapshots) {}

    /**
     * Returns the IDs of the images that are shared with the project.
     *
     * @param newestFirst the images to check, newest first; limited to the newest images of each owner in turn, so that
     *     no owner can displace the images of other owners
     */
    Set<String> sharedWith(ProjectId project, List<Candidate> newestFirst) {
        // Nova shares the image of a server with the server's project, but the project does not accept it.
        Stream<String> ofServers = newestFirst.stream()
                .filter(this::isOfServer)
                .limit(MAX_IMAGES_OF_SERVERS)
                .map(Candidate::id)
                .filter(id -> sharedWith.hasAccess(id, project));
        Stream<String> accepted = byRank(newestFirst.stream()
                        .filter(candidate -> !isOfServer(candidate))
                        .toList())
                .limit(MAX_IMAGES)
                .map(Candidate::id)
                .filter(id -> acceptedBy.hasAccess(id, project));
        return Stream.concat(ofServers, accepted).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether the project is a member of the image, even if the project has not accepted it. */
    boolean isSharedWith(String image, ProjectId project) {
        return sharedWith.hasAccess(image, project);
    }

    /** Removes the cached members of an image, after Stackdeck has changed them. */
    void evict(String image) {
        acceptedBy.evict(image);
        sharedWith.evict(image);
    }

    private boolean isOfServer(Candidate candidate) {
        return candidate.volumeSnapshots() && credential.value().equals(candidate.owner());
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
