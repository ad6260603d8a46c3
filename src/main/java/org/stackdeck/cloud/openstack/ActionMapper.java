package org.stackdeck.cloud.openstack;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.openstack.NovaMessages.ActionBody;
import org.stackdeck.cloud.openstack.NovaMessages.EventBody;

/** Maps Nova's instance actions to the domain model. */
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

    /** Details (2.84) are visible to all users, the traceback only if Nova's policy allows it. */
    private static @Nullable String detail(EventBody body) {
        return body.details() != null ? body.details() : body.traceback();
    }
}
