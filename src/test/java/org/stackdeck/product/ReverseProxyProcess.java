package org.stackdeck.product;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.stackdeck.platform.FreePorts;

/**
 * Reverse proxy with its configuration from {@code deploy}. Replaces only the ports, the name, the certificate, the
 * nodes, and the settings that require root.
 */
final class ReverseProxyProcess implements AutoCloseable {

    private static final String NODE = "127.0.0.1:8080";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A program with the location and the form of its configuration. */
    enum Program {
        NGINX {
            @Override
            String configuration(int port, LocalhostCertificate certificate) throws IOException {
                return Files.readString(Path.of("deploy/nginx/stackdeck.conf"))
                        .replace("listen 443 ", "listen 127.0.0.1:" + port + " ")
                        .replace("listen 80;", "listen 127.0.0.1:" + FreePorts.find() + ";")
                        .replace(
                                "/etc/ssl/stackdeck.pem",
                                certificate.certificate().toString())
                        .replace("/etc/ssl/stackdeck.key", certificate.key().toString());
            }

            @Override
            Path write(Path directory, String configuration) throws IOException {
                Path site = Files.writeString(directory.resolve("stackdeck.conf"), configuration);
                return Files.writeString(
                        directory.resolve("nginx.conf"), """
                        daemon off;
                        user %s;
                        pid nginx.pid;
                        error_log stderr;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path body;
                            proxy_temp_path proxy;
                            fastcgi_temp_path fastcgi;
                            uwsgi_temp_path uwsgi;
                            scgi_temp_path scgi;
                            include %s;
                        }
                        """.formatted(System.getProperty("user.name"), site));
            }

            @Override
            List<String> command(Path directory, Path configuration) {
                return List.of("nginx", "-e", "stderr", "-p", directory.toString(), "-c", configuration.toString());
            }

            @Override
            String checkOption() {
                return "-t";
            }
        },
        HAPROXY {
            @Override
            String configuration(int port, LocalhostCertificate certificate) throws IOException {
                return Files.readString(Path.of("deploy/haproxy/haproxy.cfg"))
                        .replace("bind :443 ", "bind 127.0.0.1:" + port + " ")
                        .replace("bind :80\n", "bind 127.0.0.1:" + FreePorts.find() + "\n")
                        .replace(
                                "/etc/haproxy/stackdeck.pem",
                                certificate.certificateWithKey().toString())
                        .replaceAll("(?m)^ +(user|group|chroot|maxconn) .*\n", "");
            }

            @Override
            Path write(Path directory, String configuration) throws IOException {
                return Files.writeString(directory.resolve("haproxy.cfg"), configuration);
            }

            @Override
            List<String> command(Path directory, Path configuration) {
                return List.of("haproxy", "-f", configuration.toString());
            }

            @Override
            String checkOption() {
                return "-c";
            }
        };

        abstract String configuration(int port, LocalhostCertificate certificate) throws IOException;

        abstract Path write(Path directory, String configuration) throws IOException;

        abstract List<String> command(Path directory, Path configuration);

        abstract String checkOption();

        /** Writes the configuration, and returns the command that runs the program with it in the foreground. */
        private List<String> prepare(Path directory, int port, LocalhostCertificate certificate, int... nodes)
                throws IOException {
            String text = configuration(port, certificate).replace("stackdeck.example", "localhost");
            return command(directory, write(directory, withNodes(text, nodes)));
        }

        /** Repeats the line of the node for each port. */
        private static String withNodes(String configuration, int... nodes) {
            return configuration
                    .lines()
                    .flatMap(line -> line.contains(NODE)
                            ? IntStream.range(0, nodes.length)
                                    .mapToObj(node -> line.replace(NODE, "127.0.0.1:" + nodes[node])
                                            .replace("node1", "node" + (node + 1)))
                            : Stream.of(line))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    /** @param exitCode 0 if the program accepts the configuration */
    record Check(int exitCode, String output) {}

    private final Program program;
    private final List<String> command;
    private final Path output;
    private final int port;
    private JavaProcess process;

    private ReverseProxyProcess(Program program, List<String> command, Path output, int port) {
        this.program = program;
        this.command = command;
        this.output = output;
        this.port = port;
        this.process = launch();
    }

    /** Starts the proxy for nodes on these ports of the loopback address. Waits until the proxy accepts connections. */
    static ReverseProxyProcess start(Program program, Path directory, LocalhostCertificate certificate, int... nodes)
            throws IOException {
        int port = FreePorts.find();
        return new ReverseProxyProcess(
                program, program.prepare(directory, port, certificate, nodes), directory.resolve("output.log"), port);
    }

    private JavaProcess launch() {
        JavaProcess launched = JavaProcess.start(new ProcessBuilder(command), Map.of(), output);
        Polling.waitUntil(program + " to start", PATIENCE, this::acceptsConnections, accepts -> {
            if (!launched.isAlive()) {
                throw new AssertionError(program + " ended:\n" + launched.output());
            }
            return accepts;
        });
        return launched;
    }

    /** Stops the process and starts it again with the same port. */
    void restart() {
        process.stop(PATIENCE);
        process = launch();
    }

    /** Runs the program with the option that only checks its configuration. */
    static Check check(Program program, Path directory, LocalhostCertificate certificate) throws IOException {
        List<String> command = program.prepare(directory, FreePorts.find(), certificate, 8080);
        Process process = new ProcessBuilder(Stream.concat(command.stream(), Stream.of(program.checkOption()))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Check(process.onExit().join().exitValue(), output);
    }

    private boolean acceptsConnections() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "https://localhost:" + port;
    }

    String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.stop(PATIENCE);
    }
}
