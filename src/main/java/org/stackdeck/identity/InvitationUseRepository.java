package org.stackdeck.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface InvitationUseRepository extends Repository<StoredInvitationUse, UUID> {

    StoredInvitationUse save(StoredInvitationUse use);

    List<StoredInvitationUse> findAllByOrderByUsedAt();
}
