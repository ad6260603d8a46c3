package org.stackdeck.cloud;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Publishes change hints on request of a test. */
public class FakeChangeHints implements ChangeHints {

    private final Set<Receiver> receivers = ConcurrentHashMap.newKeySet();
    private final Map<CloudName, Channel> channels = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(Receiver receiver) {
        receivers.add(receiver);
        return () -> receivers.remove(receiver);
    }

    @Override
    public Optional<Channel> channel(CloudName cloud) {
        return Optional.ofNullable(channels.get(cloud));
    }

    public void connect(CloudName cloud) {
        channels.put(cloud, new Channel.Connected(AServer.MADE));
        receivers.forEach(receiver -> receiver.connected(cloud));
    }

    public void cutOff(CloudName cloud) {
        channels.put(cloud, new Channel.Away(AServer.MADE, Reason.LOST));
        receivers.forEach(receiver -> receiver.away(cloud));
    }

    public void hint(Server server) {
        hint(server.id().value(), server.project());
    }

    public void hint(String id, Project project) {
        ChangeHint hint = new ChangeHint(project.cloud(), new ServerId(id), project.id(), Instant.EPOCH);
        receivers.forEach(receiver -> receiver.hinted(hint));
    }

    public int receivers() {
        return receivers.size();
    }
}
