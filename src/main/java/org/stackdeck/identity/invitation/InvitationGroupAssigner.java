package org.stackdeck.identity.invitation;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupRepository;
import org.stackdeck.identity.group.GroupService;

/** Adds the users who accept an invitation to its groups. Groups that no longer exist are skipped and audited. */
@Component
class InvitationGroupAssigner {

    private final GroupRepository groupRows;
    private final GroupService groupService;
    private final InvitationUseAuditRecorder recorder;

    InvitationGroupAssigner(GroupRepository groupRows, GroupService groupService, InvitationUseAuditRecorder recorder) {
        this.groupRows = groupRows;
        this.groupService = groupService;
        this.recorder = recorder;
    }

    /** Locks the groups against concurrent changes until the end of the transaction. */
    void lock() {
        groupRows.lock();
    }

    void join(InvitationEntity invitationEntity, UserId user, Caller inviter) {
        invitationEntity.groups().forEach((id, name) -> {
            Optional<Group> group = groupService.find(id);
            group.ifPresent(found -> groupService.update(inviter, id, found.name(), Set.of(user), Set.of()));
            if (group.isEmpty()) {
                recorder.recordSkippedGroup(invitationEntity, inviter, name);
            }
        });
    }
}
