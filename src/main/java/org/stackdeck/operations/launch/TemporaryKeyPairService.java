package org.stackdeck.operations.launch;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.keypair.SshPublicKey;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationTransitionService;

/**
 * Manages key pairs that exist in Nova only during the creation of a server. Nova stores them for Stackdeck's own user.
 * The server retains the public key. Stackdeck stores the name of the key pair before the import, so that the key pair
 * can be deleted after a crash.
 */
@Component
public class TemporaryKeyPairService {

    private static final Logger log = LoggerFactory.getLogger(TemporaryKeyPairService.class);

    private static final int BATCH_SIZE = 20;

    private final OperationRepository operationRepository;
    private final OperationTransitionService operationTransitionService;
    private final Clouds clouds;
    private final Clock clock;

    TemporaryKeyPairService(
            OperationRepository operationRepository,
            OperationTransitionService operationTransitionService,
            Clouds clouds,
            Clock clock) {
        this.clock = clock;
        this.operationRepository = operationRepository;
        this.operationTransitionService = operationTransitionService;
        this.clouds = clouds;
    }

    /**
     * Imports the server's public key as a key pair. Returns the name of the key pair, or null if the server has no
     * key.
     */
    @Nullable
    public String importKeyPair(OperationExecutionData stored, NewServer server, ComputeClient compute) {
        SshPublicKey key = server.key();
        if (key == null) {
            return null;
        }
        String name = TemporaryKeyPairName.of(stored.id().toString(), key);
        String earlier = stored.keyPair();
        if (earlier != null && !earlier.equals(name)) {
            // An earlier version imported the key pair with another name and was stopped before the creation.
            compute.deleteKeyPair(stored.operation().project(), earlier);
        }
        operationTransitionService.recordKeyPair(stored.id(), name);
        compute.importKeyPair(stored.operation().project(), name, key);
        return name;
    }

    /**
     * Deletes the key pair of the operation, if there is one. If the cloud is unavailable or refuses, {@link
     * #deleteLeftovers} retries the deletion.
     */
    public void deleteOf(OperationId operation) {
        operationRepository.find(operation).ifPresent(this::delete);
    }

    /**
     * Deletes the key pair if the operation ended during the import, because the deletion at the end of the operation
     * found no key pair.
     */
    public void deleteIfEnded(OperationId operation, NewServer server) {
        SshPublicKey key = server.key();
        if (key != null
                && operationRepository
                        .find(operation)
                        .filter(stored -> stored.operation().state().isFinal())
                        .isPresent()) {
            operationTransitionService.recordKeyPair(operation, TemporaryKeyPairName.of(operation.toString(), key));
            deleteOf(operation);
        }
    }

    private void delete(OperationExecutionData stored) {
        String name = stored.keyPair();
        ComputeClient compute = clouds.compute(
                        stored.operation().cloud(), stored.operation().project())
                .orElse(null);
        if (name == null) {
            return;
        }
        if (compute == null) {
            operationRepository.recordKeyPairDeletionAttempt(stored.id(), clock.instant());
            return;
        }
        try {
            compute.deleteKeyPair(stored.operation().project(), name);
            operationTransitionService.recordKeyPair(stored.id(), null);
        } catch (CloudException e) {
            operationRepository.recordKeyPairDeletionAttempt(stored.id(), clock.instant());
            log.debug("Could not delete key pair {} from the cloud: {}", name, e.getMessage());
        }
    }

    /**
     * Deletes at most {@value #BATCH_SIZE} of the leftover key pairs of ended operations, beginning with the least
     * recent attempts.
     */
    public void deleteLeftovers() {
        operationRepository.findLeftoverKeyPairs(BATCH_SIZE).forEach(this::delete);
    }
}
