package org.stackdeck.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.UserId;

/** The owners in the database. */
@Service
class StoredOwnership implements Ownership {

    private final JdbcClient database;
    private final Directory directory;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;

    StoredOwnership(
            JdbcClient database, Directory directory, AdministratorWork work, ApplicationEventPublisher events) {
        this.database = database;
        this.directory = directory;
        this.work = work;
        this.events = events;
    }

    @Override
    @Transactional(readOnly = true)
    public Set<ServerKey> of(UserId user) {
        return database
                .sql("select cloud, server from server_owners where account_id = ?")
                .param(user.toString())
                .query((row, _) -> new ServerKey(new CloudName(row.getString(1)), new ServerId(row.getString(2))))
                .stream()
                .collect(Collectors.toSet());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<UserId> owner(ServerKey server) {
        return database.sql("select account_id from server_owners where cloud = ? and server = ?")
                .params(server.cloud().value(), server.id().value())
                .query(String.class)
                .optional()
                .map(id -> new UserId(UUID.fromString(id)));
    }

    @Override
    public void assign(Caller caller, ServerKey server, @Nullable UserId owner) {
        Deed deed = new Deed(caller, "server.owner", "server", server.id().value(), null);
        work.perform(deed, () -> {
            Optional<UserId> before = owner(server);
            String name = owner == null
                    ? "-"
                    : directory
                            .find(owner)
                            .orElseThrow(UnknownUserException::new)
                            .name()
                            .value();
            database.sql("delete from server_owners where cloud = ? and server = ?")
                    .params(server.cloud().value(), server.id().value())
                    .update();
            if (owner != null) {
                database.sql("insert into server_owners (cloud, server, account_id) values (?, ?, ?)")
                        .params(server.cloud().value(), server.id().value(), owner.toString())
                        .update();
            }
            work.done(deed, "cloud=" + server.cloud() + " owner=" + name);
            before.ifPresent(user -> events.publishEvent(new AccessChanged(user)));
            if (owner != null) {
                events.publishEvent(new AccessChanged(owner));
            }
            return true;
        });
    }
}
