package org.stackdeck.operations.state;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.operations.IdempotencyKeyReusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Repository of idempotent requests and of the operations that were accepted for them. Retains them for a day. The
 * content is stored as a sealed hash, because a plain hash would make a short password in the content easy to guess.
 */
@Component
public class IdempotentRequestRepository {

    public static final Duration RETENTION = Duration.ofHours(24);

    /** Maximum number of stored requests of a user of which no part was accepted. */
    public static final int MAX_WITHOUT_EFFECT = 1_000;

    private final JdbcClient database;
    private final OperationRepository operationRepository;
    private final SecretBox box;
    private final Clock clock;

    IdempotentRequestRepository(
            JdbcClient database, OperationRepository operationRepository, SecretBox box, Clock clock) {
        this.database = database;
        this.operationRepository = operationRepository;
        this.box = box;
        this.clock = clock;
    }

    /** @param operations null if the part was not accepted; empty if the key was reserved for parts */
    private record RequestRow(String content, @Nullable String operations) {}

    /**
     * Returns the operations that were accepted for the first request with this key; empty if there is no such request,
     * or if this request or part was not accepted.
     *
     * @param request null for a request without a key
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    public Optional<List<Operation>> findAccepted(UserId user, @Nullable IdempotentRequest request) {
        return Optional.ofNullable(request)
                .flatMap(given -> find(user, given))
                .flatMap(requestRow -> Optional.ofNullable(requestRow.operations()))
                .filter(operations -> !operations.isEmpty())
                .map(operations -> Arrays.stream(operations.split(" "))
                        .flatMap(id -> operationRepository.find(new OperationId(UUID.fromString(id))).stream())
                        .map(OperationExecutionData::operation)
                        .toList());
    }

    private Optional<RequestRow> find(UserId user, IdempotentRequest request) {
        Optional<RequestRow> requestRow = database.sql("""
                        select content, operations, operation from idempotent_request request
                        left join idempotent_part part on part.user_id = request.user_id
                          and part.request_key = request.request_key and part.number = ?
                        where request.user_id = ? and request.request_key = ? and request.accepted_at > ?""")
                .params(
                        request.part(),
                        user.toString(),
                        request.key(),
                        DatabaseTimestamps.toDatabase(clock.instant().minus(RETENTION)))
                .query((found, _) -> new RequestRow(found.getString(1), found.getString(request.isWhole() ? 2 : 3)))
                .optional();
        if (requestRow.isPresent()
                && !MessageDigest.isEqual(
                        box.open(requestRow.get().content(), sealingContext(user.toString(), request.key())),
                        hash(request))) {
            throw new IdempotencyKeyReusedException();
        }
        return requestRow;
    }

    /**
     * Stores the request. Must be called in the transaction that accepts the operations.
     *
     * @param request null for a request without a key, for which nothing is stored
     * @throws org.springframework.dao.DuplicateKeyException if the request is being accepted concurrently
     */
    public void save(UserId user, @Nullable IdempotentRequest request, List<OperationId> operations) {
        if (request == null) {
            return;
        }
        if (request.isWhole()) {
            insert(user, request, operations);
        } else {
            database.sql("insert into idempotent_part (user_id, request_key, number, operation) values (?, ?, ?, ?)")
                    .params(
                            user.toString(),
                            request.key(),
                            request.part(),
                            operations.getFirst().toString())
                    .update();
        }
    }

    /**
     * Reserves the key for a request whose parts are stored separately. Has no effect if the key is already reserved
     * for this request.
     *
     * @throws IdempotencyKeyReusedException if the key was used for a different request
     */
    public void reserveKey(UserId user, IdempotentRequest whole) {
        if (find(user, whole).isPresent()) {
            return;
        }
        deleteOldestWithoutEffect(user);
        try {
            insert(user, whole, List.of());
        } catch (DuplicateKeyException e) {
            // A concurrent request has already reserved the key.
            if (find(user, whole).isEmpty()) {
                throw e;
            }
        }
    }

    /** Deletes the user's oldest requests of which no part was accepted, if they exceed the limit. */
    private void deleteOldestWithoutEffect(UserId user) {
        database.sql("""
                        select accepted_at from idempotent_request request
                        where user_id = ? and operations = '' and not exists (select 1 from idempotent_part part
                          where part.user_id = request.user_id and part.request_key = request.request_key)
                        order by accepted_at desc limit 1 offset ?""")
                .params(user.toString(), MAX_WITHOUT_EFFECT - 1)
                .query((found, _) -> found.getObject(1, LocalDateTime.class))
                .optional()
                .ifPresent(oldest ->
                        database.sql("""
                                delete from idempotent_request
                                where user_id = ? and operations = '' and accepted_at <= ?
                                and not exists (select 1 from idempotent_part part
                                  where part.user_id = idempotent_request.user_id
                                  and part.request_key = idempotent_request.request_key)""").params(user.toString(), oldest).update());
    }

    private void insert(UserId user, IdempotentRequest request, List<OperationId> operations) {
        Instant now = clock.instant();
        database.sql("delete from idempotent_request where accepted_at <= ?")
                .param(DatabaseTimestamps.toDatabase(now.minus(RETENTION)))
                .update();
        database.sql("""
                        insert into idempotent_request (user_id, request_key, content, operations, accepted_at)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        user.toString(),
                        request.key(),
                        box.seal(hash(request), sealingContext(user.toString(), request.key())),
                        operations.stream().map(OperationId::toString).collect(Collectors.joining(" ")),
                        DatabaseTimestamps.toDatabase(now))
                .update();
    }

    private static byte[] hash(IdempotentRequest request) {
        return HexFormat.of().parseHex(SecretTokens.digest(request.content()));
    }

    static String sealingContext(String user, String key) {
        return "request " + key + " of " + user;
    }
}
