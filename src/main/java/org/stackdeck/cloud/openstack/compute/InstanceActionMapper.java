package org.stackdeck.cloud.openstack.compute;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.openstack.compute.NovaDtos.ActionBody;
import org.stackdeck.cloud.openstack.compute.NovaDtos.EventBody;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ResponseLimits;
import org.stackdeck.cloud.server.InstanceAction;

/** Maps Nova's instance actions to the domain model. */
final class InstanceActionMapper {

    private static final int MAX_EVENTS = 50;
    private static final int MAX_TEXT_LENGTH = 4096;
    private static final int MAX_NAME_LENGTH = 255;

    private InstanceActionMapper() {}

    static InstanceAction toInstanceAction(ActionBody body) {
        return new InstanceAction(
                name(ResponseFields.required(body.requestId())),
                name(ResponseFields.required(body.action())),
                body.userId() == null ? "" : name(body.userId()),
                ResponseFields.time(ResponseFields.required(body.start())),
                ResponseLimits.cutNullable(body.message(), MAX_TEXT_LENGTH),
                body.events() == null
                        ? List.of()
                        : body.events().stream()
                                .limit(MAX_EVENTS)
                                .map(InstanceActionMapper::toEvent)
                                .toList());
    }

    private static String name(String text) {
        return ResponseLimits.cut(text, MAX_NAME_LENGTH);
    }

    private static InstanceAction.Event toEvent(EventBody body) {
        return new InstanceAction.Event(
                body.event() == null ? "" : name(body.event()),
                ResponseFields.time(ResponseFields.required(body.start())),
                body.finish() == null ? null : ResponseFields.time(body.finish()),
                ResponseLimits.cutNullable(body.result(), MAX_NAME_LENGTH),
                detail(body));
    }

    /**
     * Returns the details (microversion 2.84) or, if there are none, the end of the traceback. By default, Nova's
     * policy permits both to administrators only, because they contain details of the deployment.
     */
    private static @Nullable String detail(EventBody body) {
        String traceback = body.traceback();
        return body.details() != null || traceback == null || traceback.length() <= MAX_TEXT_LENGTH
                ? ResponseLimits.cutNullable(body.details() != null ? body.details() : traceback, MAX_TEXT_LENGTH)
                // The last line of a traceback contains the message.
                : "…" + traceback.substring(traceback.length() - MAX_TEXT_LENGTH);
    }
}
