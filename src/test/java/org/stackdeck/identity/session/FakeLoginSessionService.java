package org.stackdeck.identity.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.session.LoginSession.Client;
import org.stackdeck.identity.session.LoginSession.Kind;

/** Sessions in memory that never expire. */
public class FakeLoginSessionService implements LoginSessionService {

    private final Map<SessionId, LoginSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    public FakeLoginSessionService(Clock clock) {
        this.clock = clock;
    }

    @Override
    public LoginSession createBrowserSession(User user, Client client, Set<AuthenticationFactor> proved) {
        return begin(user, Kind.WEB, client, Duration.ofHours(12), proved);
    }

    @Override
    public LoginSession createToken(User user, Client client, Duration lifetime, Set<AuthenticationFactor> proved) {
        return begin(user, Kind.TOKEN, client, lifetime, proved);
    }

    @Override
    public void recordAuthentication(Caller caller, AuthenticationFactor authenticationFactor) {
        // The fake records no authentications.
    }

    @Override
    public void endOthers(Caller caller) {
        sessions.values()
                .removeIf(session ->
                        session.user().equals(caller.userId()) && !session.id().equals(caller.session()));
    }

    public void addToken(SessionId id, UserId user) {
        begin(id, user, Kind.TOKEN, new Client("127.0.0.1", null), Duration.ofHours(1), Set.of());
    }

    private LoginSession begin(
            User user, Kind kind, Client client, Duration lifetime, Set<AuthenticationFactor> proved) {
        return begin(new SessionId(UUID.randomUUID()), user.id(), kind, client, lifetime, proved);
    }

    private LoginSession begin(
            SessionId id, UserId user, Kind kind, Client client, Duration lifetime, Set<AuthenticationFactor> proved) {
        Instant now = clock.instant();
        LoginSession session = new LoginSession(
                id, user, kind, now, now, now, client.source(), client.userAgent(), now.plus(lifetime), proved);
        sessions.put(session.id(), session);
        return session;
    }

    @Override
    public Optional<LoginSession> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public void recordActivity(LoginSession session) {
        // The fake records no activity.
    }

    @Override
    public List<LoginSession> listOwn(Caller caller) {
        return sessions.values().stream()
                .filter(session -> session.user().equals(caller.userId()))
                .sorted(Comparator.comparing(LoginSession::activeAt).reversed())
                .toList();
    }

    @Override
    public void end(Caller caller, SessionId id) {
        sessions.computeIfPresent(id, (_, session) -> session.user().equals(caller.userId()) ? null : session);
    }

    @Override
    public void endAll(Caller administrator, UserId user) {
        sessions.values().removeIf(session -> session.user().equals(user));
    }

    @Override
    public void logout(Caller caller, SessionId id) {
        end(caller, id);
    }

    @Override
    public Set<SessionId> deleteExpired() {
        return Set.of();
    }

    @Override
    public Set<SessionId> browserSessionIds() {
        return sessions.values().stream()
                .filter(session -> session.kind() == Kind.WEB)
                .map(LoginSession::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
