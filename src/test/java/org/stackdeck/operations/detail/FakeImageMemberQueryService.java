package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;

/** Stores image members in memory, visible to all callers. */
public class FakeImageMemberQueryService implements ImageMemberQueryService {

    private final Map<String, List<ImageMember>> members = new ConcurrentHashMap<>();
    private volatile Runnable duringRequest = () -> {};

    public void set(String image, ImageMember... some) {
        members.put(image, List.of(some));
    }

    /** Sets a task that runs in each request after the members were read, and may throw an exception. */
    public void duringRequest(Runnable what) {
        duringRequest = what;
    }

    @Override
    public Optional<List<ImageMember>> members(Caller caller, ResourceKey image) {
        Optional<List<ImageMember>> found = Optional.ofNullable(members.get(image.id()));
        duringRequest.run();
        return found;
    }
}
