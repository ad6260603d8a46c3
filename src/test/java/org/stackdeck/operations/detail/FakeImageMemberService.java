package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;

/** Image members in memory, visible to all callers. */
public class FakeImageMemberService implements ImageMemberService {

    private final Map<String, List<ImageMember>> members = new ConcurrentHashMap<>();

    public void set(String image, ImageMember... some) {
        members.put(image, List.of(some));
    }

    @Override
    public Optional<List<ImageMember>> members(Caller caller, ResourceKey image) {
        return Optional.ofNullable(members.get(image.id()));
    }
}
