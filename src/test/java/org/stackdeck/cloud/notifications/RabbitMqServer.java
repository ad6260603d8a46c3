package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.stackdeck.platform.FreePorts;
import org.stackdeck.product.Polling;

/** A RabbitMQ of its own, which a test can kill, with Nova's exchange. Skips the test if RabbitMQ is not installed. */
public final class RabbitMqServer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final String EXCHANGE = "nova";
    private static final Duration START = Duration.ofMinutes(2);

    private final Path directory;
    private final int port = FreePorts.find();
    private final int distributionPort = FreePorts.find();
    private Process process;

    private RabbitMqServer(Path directory) {
        this.directory = directory;
        this.process = launch();
    }

    /** @param directory empty */
    public static RabbitMqServer start(Path directory) {
        if (!Files.isExecutable(PROGRAM)) {
            System.err.println("SKIPPED: RabbitMQ is not installed (Debian: apt-get install rabbitmq-server)");
            Assumptions.abort("RabbitMQ is not installed");
        }
        return new RabbitMqServer(directory);
    }

    private Process launch() {
        try {
            Path configuration = Files.writeString(
                    directory.resolve("rabbitmq.conf"), "listeners.tcp.default = 127.0.0.1:" + port + "\n");
            Path plugins = Files.writeString(directory.resolve("plugins"), "[].\n", UTF_8);
            ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("output.log").toFile()));
            builder.environment()
                    .putAll(Map.of(
                            "HOME", directory.toString(),
                            "RABBITMQ_NODENAME", "stackdeck-test-" + port + "@localhost",
                            "RABBITMQ_CONFIG_FILE", configuration.toString(),
                            "RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString(),
                            "RABBITMQ_DIST_PORT", String.valueOf(distributionPort),
                            "RABBITMQ_MNESIA_BASE", directory.resolve("data").toString(),
                            "RABBITMQ_LOG_BASE", directory.resolve("log").toString(),
                            "ERL_EPMD_ADDRESS", "127.0.0.1"));
            Process launched = builder.start();
            Polling.waitUntil("RabbitMQ to start", START, this::declareExchange, declared -> {
                if (!launched.isAlive()) {
                    throw new AssertionError("RabbitMQ ended: " + directory.resolve("output.log"));
                }
                return declared;
            });
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Declares the exchange like Nova when it connects. Returns whether the broker accepts connections. */
    private boolean declareExchange() {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare(EXCHANGE, BuiltinExchangeType.TOPIC, false, false, Map.of());
            return true;
        } catch (IOException | TimeoutException e) {
            return false;
        }
    }

    private Connection connect() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        return factory.newConnection("stackdeck test");
    }

    /** Returns the URL for {@code x-stackdeck-notifications}. */
    public String url() {
        return "amqp://guest:guest@127.0.0.1:" + port + "/";
    }

    /** Publishes a notification of a change of the server, as Nova does. */
    public void publishServerChange(String server, String project) {
        try (Connection connection = connect();
                Channel channel = connection.createChannel()) {
            channel.basicPublish(
                    EXCHANGE,
                    "versioned_notifications.info",
                    null,
                    NotificationMessageFactory.versioned(
                            "instance.update", server, project, NotificationMessageFactory.SENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills the processes of the broker with SIGKILL. */
    public void kill() {
        List<ProcessHandle> processes = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(killed -> killed.onExit().join());
    }

    /** Starts the broker again with the same port, and waits until it accepts connections. */
    public void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }
}
