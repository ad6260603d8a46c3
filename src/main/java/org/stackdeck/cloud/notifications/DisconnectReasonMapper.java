package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

/** Maps the failure of a broker connection to a {@link DisconnectReason}. */
final class DisconnectReasonMapper {

    private DisconnectReasonMapper() {}

    static DisconnectReason fromFailure(Throwable failure) {
        boolean network = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof AuthenticationFailureException
                    || cause instanceof PossibleAuthenticationFailureException) {
                return DisconnectReason.REFUSED;
            }
            if (cause instanceof ShutdownSignalException signal) {
                DisconnectReason reason = fromCloseMethod(signal.getReason());
                if (reason != null) {
                    return reason;
                }
            }
            network |= cause instanceof IOException || cause instanceof TimeoutException;
            cause = cause.getCause();
        }
        return network ? DisconnectReason.UNREACHABLE : DisconnectReason.FAILED;
    }

    private static @Nullable DisconnectReason fromCloseMethod(@Nullable Method closing) {
        return switch (closing) {
            case AMQP.Channel.Close close -> fromReplyCode(close.getReplyCode());
            // NOT_ALLOWED means that the virtual host does not exist or that the user has no access to it.
            case AMQP.Connection.Close close ->
                close.getReplyCode() == AMQP.NOT_ALLOWED ? DisconnectReason.REFUSED : DisconnectReason.LOST;
            case null, default -> null;
        };
    }

    private static DisconnectReason fromReplyCode(int code) {
        return switch (code) {
            case AMQP.NOT_FOUND -> DisconnectReason.NO_EXCHANGE;
            case AMQP.ACCESS_REFUSED -> DisconnectReason.FORBIDDEN;
            default -> DisconnectReason.FAILED;
        };
    }
}
