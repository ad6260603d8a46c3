package org.stackdeck.access;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface PromiseRepository extends Repository<StoredPromise, UUID> {

    StoredPromise save(StoredPromise promise);

    List<StoredPromise> findByInvitationIdOrderByPosition(UUID invitation);

    List<StoredPromise> findAllByOrderByPosition();
}
