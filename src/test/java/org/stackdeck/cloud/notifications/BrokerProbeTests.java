package org.stackdeck.cloud.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.Method;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;

class BrokerProbeTests {

    @ParameterizedTest
    @CsvSource({"404, NO_EXCHANGE", "403, FORBIDDEN", "0,"})
    void replyToTheBindingOfNovasExchangeIsReported(int replyCode, @Nullable DisconnectReason expected)
            throws Exception {
        try (StubBroker broker = new StubBroker(replyCode)) {
            assertThat(TestBrokerProbes.create().check(broker.broker()).orElse(null))
                    .isEqualTo(expected);
        }
    }

    /**
     * Broker that accepts one connection. Unless the reply code is 0, it closes the channel at each binding, with this
     * code.
     */
    private static final class StubBroker implements AutoCloseable {

        private static final int FRAME_MAX = 131_072;
        private static final int HEADER_BYTES = 8;

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final int replyCode;

        StubBroker(int replyCode) throws IOException {
            this.replyCode = replyCode;
            Thread.startVirtualThread(this::serve);
        }

        Broker broker() {
            return new Broker(
                    List.of("127.0.0.1:" + socket.getLocalPort()),
                    "/",
                    "guest",
                    "guest",
                    "nova",
                    List.of(),
                    List.of("versioned_notifications"),
                    null);
        }

        private void serve() {
            try (Socket connection = socket.accept()) {
                DataInputStream in = new DataInputStream(connection.getInputStream());
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(connection.getOutputStream()));
                in.readFully(new byte[HEADER_BYTES]);
                send(
                        out,
                        0,
                        new AMQP.Connection.Start.Builder()
                                .serverProperties(Map.of())
                                .mechanisms("PLAIN")
                                .build());
                while (true) {
                    Frame frame = Frame.readFrom(in, FRAME_MAX);
                    if (frame != null && frame.type == AMQP.FRAME_METHOD) {
                        reply(out, frame.channel, AMQImpl.readMethodFrom(frame.getInputStream()));
                    }
                }
            } catch (IOException e) {
                // The client has closed the connection.
            }
        }

        private void reply(DataOutputStream out, int channel, Method request) throws IOException {
            switch (request) {
                case AMQP.Connection.StartOk _ ->
                    send(
                            out,
                            channel,
                            new AMQP.Connection.Tune.Builder()
                                    .channelMax(10)
                                    .frameMax(FRAME_MAX)
                                    .build());
                case AMQP.Connection.Open _ -> send(out, channel, new AMQP.Connection.OpenOk.Builder().build());
                case AMQP.Connection.Close _ -> send(out, channel, new AMQP.Connection.CloseOk.Builder().build());
                case AMQP.Channel.Open _ -> send(out, channel, new AMQP.Channel.OpenOk.Builder().build());
                case AMQP.Channel.Close _ -> send(out, channel, new AMQP.Channel.CloseOk.Builder().build());
                case AMQP.Queue.Declare declare ->
                    send(
                            out,
                            channel,
                            new AMQP.Queue.DeclareOk.Builder()
                                    .queue(declare.getQueue())
                                    .build());
                case AMQP.Basic.Qos _ -> send(out, channel, new AMQP.Basic.QosOk.Builder().build());
                case AMQP.Basic.Consume _ ->
                    send(
                            out,
                            channel,
                            new AMQP.Basic.ConsumeOk.Builder().consumerTag("c").build());
                case AMQP.Queue.Bind _
                when replyCode == 0 -> send(out, channel, new AMQP.Queue.BindOk.Builder().build());
                case AMQP.Queue.Bind _ ->
                    send(
                            out,
                            channel,
                            new AMQP.Channel.Close.Builder()
                                    .replyCode(replyCode)
                                    .replyText("refused")
                                    .build());
                default -> {
                    // TuneOk and CloseOk require no reply.
                }
            }
        }

        /**
         * Casts the method, because the builders return interfaces and only the library's implementation class can be
         * written.
         */
        private static void send(DataOutputStream out, int channel, com.rabbitmq.client.Method method)
                throws IOException {
            ((Method) method).toFrame(channel).writeTo(out);
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
