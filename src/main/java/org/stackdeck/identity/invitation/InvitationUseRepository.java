package org.stackdeck.identity.invitation;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface InvitationUseRepository extends Repository<InvitationUseEntity, UUID> {

    InvitationUseEntity save(InvitationUseEntity invitationUseEntity);

    List<InvitationUseEntity> findAllByOrderByUsedAt();
}
