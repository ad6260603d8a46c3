package org.stackdeck.access.invitation;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface InvitationGrantRepository extends Repository<InvitationGrantEntity, UUID> {

    InvitationGrantEntity save(InvitationGrantEntity invitationGrantEntity);

    List<InvitationGrantEntity> findByInvitationIdOrderByPosition(UUID invitation);

    List<InvitationGrantEntity> findAllByOrderByPosition();
}
