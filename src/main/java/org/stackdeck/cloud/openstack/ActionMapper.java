package org.stackdeck.cloud.openstack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.openstack.NovaMessages.ActionBody;
import org.stackdeck.cloud.openstack.NovaMessages.EventBody;

/** Nova's instance actions in the console's language. */
final class ActionMapper {

    private ActionMapper() {}

    static InstanceAction action(ActionBody body) {
        return new InstanceAction(
                ServerMapper.promised(body.requestId()),
                ServerMapper.promised(body.action()),
                body.userId() == null ? "" : body.userId(),
                ServerMapper.time(ServerMapper.promised(body.start())),
                body.message(),
                body.events() == null
                        ? List.of()
                        : body.events().stream().map(ActionMapper::event).toList());
    }

    private static InstanceAction.Event event(EventBody body) {
        return new InstanceAction.Event(
                body.event() == null ? "" : body.event(),
                ServerMapper.time(ServerMapper.promised(body.start())),
                body.finish() == null ? null : ServerMapper.time(body.finish()),
                body.result(),
                detail(body));
    }

    /** Details (2.84) are for everyone, the traceback for whom Nova's policy lets see it. */
    private static @Nullable String detail(EventBody body) {
        return body.details() != null ? body.details() : body.traceback();
    }
}
