package org.stackdeck.simulator.keystone;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.support.SimulatorScheduler;

/** Stores issued tokens until they expire or are revoked. */
public final class TokenStore {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final SimulatorScheduler scheduler;

    public TokenStore(SimulatorScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** @param parent token from which the new token is created and whose expiry it inherits; null for none */
    Token issue(
            SimulatedUser user,
            @Nullable SimulatedProject project,
            List<String> methods,
            @Nullable Token parent,
            @Nullable ApplicationCredential credential) {
        Instant issued = scheduler.now().truncatedTo(ChronoUnit.SECONDS);
        List<String> auditIds = new ArrayList<>(List.of(random(16)));
        if (parent != null) {
            auditIds.add(parent.auditIds().getLast());
        }
        Role role = project == null ? null : user.roles().get(project.name());
        Token token = new Token(
                "gAAAAAB" + random(140),
                user,
                project,
                role == null ? Set.of() : role.withImplied(),
                methods,
                List.copyOf(auditIds),
                issued,
                parent == null ? issued.plus(LIFETIME) : parent.expires(),
                credential);
        tokens.values().removeIf(old -> !old.expires().isAfter(scheduler.now()));
        tokens.put(token.id(), token);
        return token;
    }

    public Optional<Token> find(String id) {
        return Optional.ofNullable(tokens.get(id)).filter(t -> t.expires().isAfter(scheduler.now()));
    }

    /**
     * Returns the token of the request.
     *
     * @throws ApiException 401 if the token is missing or invalid
     */
    public Token require(ApiRequest apiRequest) {
        return apiRequest.header("X-Auth-Token").flatMap(this::find).orElseThrow(ApiException::unauthorized);
    }

    void revoke(String id) {
        tokens.remove(id);
    }

    public void revokeAll() {
        tokens.clear();
    }

    private String random(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }
}
