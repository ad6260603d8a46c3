package org.stackdeck.operations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.SecretBox;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.StoredTime;

/**
 * Requests that may be sent again, for a day, and what was accepted of their parts. What was asked for is kept as a hash, sealed: of a short password within it
 * even a hash would tell too much.
 */
@Component
class Repeats {

    static final Duration KEPT = Duration.ofHours(24);

    /** How many requests of a user are kept of which no part was accepted. */
    static final int MAX_WITHOUT_EFFECT = 1_000;

    private final JdbcClient database;
    private final SecretBox box;
    private final Clock clock;

    Repeats(JdbcClient database, SecretBox box, Clock clock) {
        this.database = database;
        this.box = box;
        this.clock = clock;
    }

    /** @param operations null where the part was not accepted */
    private record Row(String content, @Nullable String operations) {}

    /**
     * What was accepted when it was asked for first.
     *
     * @throws RepeatedDifferentlyException when something else was asked for
     */
    Optional<List<OperationId>> before(UserId user, Repeatable request) {
        return row(user, request)
                .flatMap(row -> Optional.ofNullable(row.operations()))
                .map(operations -> Arrays.stream(operations.split(" "))
                        .map(id -> new OperationId(UUID.fromString(id)))
                        .toList());
    }

    private Optional<Row> row(UserId user, Repeatable request) {
        Optional<Row> row = request.whole() ? ofWhole(user, request) : ofPart(user, request);
        if (row.isPresent()
                && !MessageDigest.isEqual(box.open(row.get().content(), owner(user, request)), hash(request))) {
            throw new RepeatedDifferentlyException();
        }
        return row;
    }

    private Optional<Row> ofWhole(UserId user, Repeatable request) {
        return database.sql("""
                        select content, operations from idempotent_request
                        where user_id = ? and request_key = ? and accepted_at > ?""")
                .params(
                        user.toString(),
                        request.key(),
                        StoredTime.of(clock.instant().minus(KEPT)))
                .query((found, _) -> new Row(found.getString(1), found.getString(2)))
                .optional();
    }

    private Optional<Row> ofPart(UserId user, Repeatable request) {
        return database.sql("""
                        select content, operation from idempotent_request request
                        left join idempotent_part part on part.user_id = request.user_id
                          and part.request_key = request.request_key and part.number = ?
                        where request.user_id = ? and request.request_key = ? and request.accepted_at > ?""")
                .params(
                        request.part(),
                        user.toString(),
                        request.key(),
                        StoredTime.of(clock.instant().minus(KEPT)))
                .query((found, _) -> new Row(found.getString(1), found.getString(2)))
                .optional();
    }

    /**
     * Within the transaction that accepts the operations.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the same is being accepted elsewhere
     */
    void remember(UserId user, Repeatable request, List<OperationId> operations) {
        if (request.whole()) {
            keep(user, request, operations);
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
     * Keeps the key for a request whose parts are remembered each by itself.
     *
     * @throws RepeatedDifferentlyException when something else was asked for by it
     */
    void begin(UserId user, Repeatable whole) {
        if (row(user, whole).isPresent()) {
            return;
        }
        forgetOldest(user);
        try {
            keep(user, whole, List.of());
        } catch (DuplicateKeyException e) {
            // The same request came in twice at once, and the other one was first.
            if (row(user, whole).isEmpty()) {
                throw e;
            }
        }
    }

    /** Requests of which no part was accepted had no effect. Of these a user has a bounded number. */
    private void forgetOldest(UserId user) {
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

    private void keep(UserId user, Repeatable request, List<OperationId> operations) {
        Instant now = clock.instant();
        database.sql("delete from idempotent_request where accepted_at <= ?")
                .param(StoredTime.of(now.minus(KEPT)))
                .update();
        database.sql("""
                        insert into idempotent_request (user_id, request_key, content, operations, accepted_at)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        user.toString(),
                        request.key(),
                        box.seal(hash(request), owner(user, request)),
                        operations.stream().map(OperationId::toString).collect(Collectors.joining(" ")),
                        StoredTime.of(now))
                .update();
    }

    private static byte[] hash(Repeatable request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.content().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String owner(UserId user, Repeatable request) {
        return "request " + request.key() + " of " + user;
    }
}
