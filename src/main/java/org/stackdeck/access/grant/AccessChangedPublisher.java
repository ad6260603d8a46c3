package org.stackdeck.access.grant;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessChanged;
import org.stackdeck.access.Grantee;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupService;

/** Publishes {@link AccessChanged} for each user affected by a change of grants. */
@Component
public class AccessChangedPublisher {

    private final GroupService groupService;
    private final ApplicationEventPublisher events;

    AccessChangedPublisher(GroupService groupService, ApplicationEventPublisher events) {
        this.groupService = groupService;
        this.events = events;
    }

    public void publishChange(Collection<Grantee> grantees) {
        Set<UserId> users = new HashSet<>();
        grantees.forEach(grantee -> users.addAll(affectedUsers(grantee)));
        users.forEach(user -> events.publishEvent(new AccessChanged(user)));
    }

    private Set<UserId> affectedUsers(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(UserId user) -> Set.of(user);
            case Grantee.OfGroup(var group) ->
                groupService.find(group).map(Group::members).orElse(Set.of());
        };
    }
}
