package org.stackdeck.preferences;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;

/** Decides with which users a view can be shared. */
@Component
class ViewSharingAuthorizer {

    private final UserDirectory userDirectory;
    private final GroupService groupService;

    ViewSharingAuthorizer(UserDirectory userDirectory, GroupService groupService) {
        this.userDirectory = userDirectory;
        this.groupService = groupService;
    }

    boolean isAdministrator(Caller caller) {
        return userDirectory.find(caller.userId()).filter(User::isAdministrator).isPresent();
    }

    List<Group> findShareableGroups(Caller caller) {
        if (isAdministrator(caller)) {
            return groupService.all();
        }
        Set<GroupId> own = groupService.findIdsByMember(caller.userId());
        return groupService.all().stream()
                .filter(group -> own.contains(group.id()))
                .toList();
    }

    /** @param group null for all users */
    boolean mayShare(Caller caller, @Nullable GroupId group) {
        if (isAdministrator(caller)) {
            return group == null || groupService.find(group).isPresent();
        }
        return group != null && groupService.findIdsByMember(caller.userId()).contains(group);
    }
}
