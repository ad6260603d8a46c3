package org.stackdeck.cloud;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;

/** Publishes the change hints that a test requests. */
public class FakeChangeHintSource implements ChangeHintSource {

    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final Map<CloudName, ConnectionState> connectionStates = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public Optional<ConnectionState> connectionState(CloudName cloud) {
        return Optional.ofNullable(connectionStates.get(cloud));
    }

    public void connect(CloudName cloud) {
        connectionStates.put(cloud, new ConnectionState.Connected(ServerBuilder.CREATED));
        listeners.forEach(listener -> listener.onConnected(cloud));
    }

    public void disconnect(CloudName cloud) {
        connectionStates.put(cloud, new ConnectionState.Disconnected(ServerBuilder.CREATED, DisconnectReason.LOST));
        listeners.forEach(listener -> listener.onDisconnected(cloud));
    }

    @Override
    public Set<ChangeHint.Service> services(CloudName cloud) {
        return Set.of();
    }

    /** Publishes a hint from Nova about the server. */
    public void hint(Server server) {
        hint(server.id().value(), server.project());
    }

    public void hint(String id, Project project) {
        hint(new ChangeHint(
                project.cloud(), ChangeHint.Service.NOVA, Set.of(new ServerId(id)), project.id(), Set.of(), null));
    }

    /** Publishes a hint about resources of these kinds, without their IDs. */
    public void hint(CloudName cloud, ChangeHint.Service service, ResourceKind... kinds) {
        hint(new ChangeHint(cloud, service, Set.of(), null, Set.of(kinds), null));
    }

    public void hint(ChangeHint hint) {
        listeners.forEach(listener -> listener.onChangeHint(hint));
    }

    public int listenerCount() {
        return listeners.size();
    }
}
