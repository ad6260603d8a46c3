package org.stackdeck.notices;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Object of a notice, as the recipient was permitted to see it at the time of the event.
 *
 * @param type type of the object as in audit entries, such as {@code server}
 * @param cloud null for objects that belong to no cloud
 * @param name untrusted text
 */
public record NoticeObject(String type, @Nullable String cloud, String id, String name) {

    private static final String USER = "user";
    private static final String PROJECT = "project";

    public static NoticeObject of(ActionTarget target, String name) {
        return new NoticeObject(target.objectType(), target.cloud().value(), target.idText(), name);
    }

    public static NoticeObject ofUser(UserId user, UserName name) {
        return new NoticeObject(USER, null, user.toString(), name.value());
    }

    public static NoticeObject ofProject(CloudName cloud, String id, String name) {
        return new NoticeObject(PROJECT, cloud.value(), id, name);
    }

    /** Returns the key if the object is a server or another resource. */
    public Optional<ActionTarget> target() {
        return cloud == null || type.equals(USER) || type.equals(PROJECT)
                ? Optional.empty()
                : Optional.of(ResourceKey.targetOf(new CloudName(cloud), type, id));
    }
}
