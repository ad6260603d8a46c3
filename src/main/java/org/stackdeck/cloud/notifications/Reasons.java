package org.stackdeck.cloud.notifications;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ChangeHints.Reason;

/** Maps the failure of a broker connection to a {@link Reason}. */
final class Reasons {

    private Reasons() {}

    static Reason of(Throwable failure) {
        boolean network = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof AuthenticationFailureException
                    || cause instanceof PossibleAuthenticationFailureException) {
                return Reason.REFUSED;
            }
            if (cause instanceof ShutdownSignalException signal) {
                Reason said = said(signal.getReason());
                if (said != null) {
                    return said;
                }
            }
            network |= cause instanceof IOException || cause instanceof TimeoutException;
            cause = cause.getCause();
        }
        return network ? Reason.UNREACHABLE : Reason.FAILED;
    }

    private static @Nullable Reason said(@Nullable Method closing) {
        return switch (closing) {
            case AMQP.Channel.Close close -> ofCode(close.getReplyCode());
            // The virtual host does not exist or the user has no access to it.
            case AMQP.Connection.Close close -> close.getReplyCode() == AMQP.NOT_ALLOWED ? Reason.REFUSED : Reason.LOST;
            case null, default -> null;
        };
    }

    private static Reason ofCode(int code) {
        return switch (code) {
            case AMQP.NOT_FOUND -> Reason.NO_EXCHANGE;
            case AMQP.ACCESS_REFUSED -> Reason.FORBIDDEN;
            default -> Reason.FAILED;
        };
    }
}
