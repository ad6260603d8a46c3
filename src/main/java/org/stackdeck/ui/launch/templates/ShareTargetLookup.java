package org.stackdeck.ui.launch.templates;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;

/**
 * Finds users and groups with whom a user can share a launch template. The launch template service checks the
 * permission.
 */
@Component
@Lazy
public class ShareTargetLookup {

    private final UserDirectory userDirectory;
    private final GroupService groupService;

    ShareTargetLookup(UserDirectory userDirectory, GroupService groupService) {
        this.userDirectory = userDirectory;
        this.groupService = groupService;
    }

    /**
     * Returns the user with this name. Returns a random user ID for an unknown name, so that the response of the
     * service does not reveal which names exist.
     */
    Grantee user(String typed) {
        return Grantee.of(UserName.parse(typed.strip())
                .flatMap(userDirectory::find)
                .map(User::id)
                .orElseGet(() -> new UserId(UUID.randomUUID())));
    }

    /** Returns the groups of the user, or all groups for an administrator, sorted by name. */
    List<Group> availableGroups(UserId person, EffectivePermissions effectivePermissions) {
        Set<GroupId> own = groupService.findIdsByMember(person);
        return groupService.all().stream()
                .filter(group -> effectivePermissions.isAdministrator() || own.contains(group.id()))
                .toList();
    }

    /** Returns the name of the user; empty if the user no longer exists. */
    String userName(UserId user) {
        return userDirectory.find(user).map(User::name).map(UserName::value).orElse("");
    }
}
