package org.stackdeck.cloud.openstack.connectiontest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.stackdeck.cloud.ChangeHintSource.DisconnectReason;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.connection.ConnectionFinding;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.cloud.connection.ConnectionTestListener;
import org.stackdeck.cloud.notifications.Broker;
import org.stackdeck.cloud.notifications.BrokerProbe;
import org.stackdeck.cloud.openstack.config.CloudEntry;
import org.stackdeck.cloud.openstack.connectiontest.ConnectionStepException.StepFinding;
import org.stackdeck.cloud.openstack.discovery.CloudContext;

/** Tests one entry. Shares no connections, tokens or limits with the inventory and therefore cannot delay it. */
public final class ConnectionTester {

    /** Time limit for connecting, for each wait for data in a TLS handshake, and for each request. */
    public static final Duration REQUEST_LIMIT = Duration.ofSeconds(10);

    private static final TimeLimits DEFAULT_LIMITS = new TimeLimits(Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final CloudEntry entry;
    private final CloudContext context;
    private final BrokerProbe brokerProbe;
    private final TimeLimits limits;
    private final ServiceProbe probe;

    /**
     * Time limits of a test.
     *
     * @param step limit of each step, which can send several requests
     * @param test limit of all steps together
     */
    record TimeLimits(Duration step, Duration test) {}

    /**
     * @param context used only by this test; the caller closes it. Its executor runs each step on a virtual thread,
     *     so that an interrupt closes the socket on which the step waits
     */
    public ConnectionTester(CloudEntry entry, CloudContext context, BrokerProbe brokerProbe) {
        this(entry, context, brokerProbe, DEFAULT_LIMITS);
    }

    ConnectionTester(CloudEntry entry, CloudContext context, BrokerProbe brokerProbe, TimeLimits limits) {
        this.limits = limits;
        this.entry = entry;
        this.context = context;
        this.brokerProbe = brokerProbe;
        this.probe = new ServiceProbe(entry, context);
    }

    /**
     * Runs the steps one after another. Ends early if the calling thread is interrupted or the listener cancels the
     * test.
     */
    public void run(ConnectionTestListener listener) {
        try {
            runSteps(listener, context.clock().instant().plus(limits.test()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runSteps(ConnectionTestListener listener, Instant end) throws InterruptedException {
        Set<ConnectionStep> unsuccessful = EnumSet.noneOf(ConnectionStep.class);
        for (ConnectionStep step : ConnectionStep.values()) {
            if (listener.isCancelled()) {
                return;
            }
            if (step.prerequisite().filter(unsuccessful::contains).isPresent()) {
                unsuccessful.add(step);
                listener.onResult(result(step, StepFinding.of(ConnectionFinding.PREREQUISITE_FAILED), Duration.ZERO));
                continue;
            }
            Duration remaining = Duration.between(context.clock().instant(), end);
            if (!remaining.isPositive()) {
                unsuccessful.add(step);
                String seconds = Long.toString(limits.test().toSeconds());
                listener.onResult(
                        result(step, StepFinding.of(ConnectionFinding.TIME_LIMIT_REACHED, seconds), Duration.ZERO));
                continue;
            }
            listener.onStarted(step);
            long start = System.nanoTime();
            StepFinding finding =
                    executeWithin(step, remaining.compareTo(limits.step()) < 0 ? remaining : limits.step());
            if (finding.finding().outcome() == ConnectionFinding.Outcome.FAILED) {
                unsuccessful.add(step);
            }
            listener.onResult(result(step, finding, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private static ConnectionStepResult result(ConnectionStep step, StepFinding finding, Duration duration) {
        return new ConnectionStepResult(step, finding.finding(), finding.arguments(), duration, finding.certificates());
    }

    /**
     * Executes the step and interrupts it at the limit. A server that sends single bytes could otherwise prolong socket
     * timeouts without end.
     */
    private StepFinding executeWithin(ConnectionStep step, Duration limit) throws InterruptedException {
        FutureTask<StepFinding> task = new FutureTask<>(() -> RequestOrigin.USER.call(() -> execute(step)));
        context.executor().execute(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return StepFinding.of(
                    step == ConnectionStep.NOTIFICATIONS
                            ? ConnectionFinding.BROKER_UNREACHABLE
                            : ConnectionFinding.TIMEOUT,
                    target(step));
        } catch (ExecutionException e) {
            // Contains only unexpected exceptions, because execute maps all others to findings.
            throw new IllegalStateException("The step " + step + " failed", e.getCause());
        } finally {
            task.cancel(true);
        }
    }

    /** Returns the host, or the service, to which the requests of the step are sent. */
    private String target(ConnectionStep step) {
        return switch (step) {
            case NAME_RESOLUTION, TLS, KEYSTONE, CATALOG, ROLES ->
                entry.keystone().getHost();
            case NOVA -> "Nova";
            case NEUTRON -> "Neutron";
            case GLANCE -> "Glance";
            case CINDER -> "Cinder";
            case NOTIFICATIONS ->
                entry.brokers().stream()
                        .map(Broker::nodes)
                        .flatMap(List::stream)
                        .collect(Collectors.joining(", "));
        };
    }

    private StepFinding execute(ConnectionStep step) {
        try {
            return switch (step) {
                case NAME_RESOLUTION -> resolve();
                case TLS -> verifyCertificate();
                case KEYSTONE -> probe.authenticate();
                case CATALOG -> probe.findServices();
                case NOVA -> probe.checkNova();
                case NEUTRON -> probe.check("network", "/v2.0/networks?limit=1&fields=id");
                case GLANCE -> probe.check("image", "/v2/images?limit=1");
                case CINDER -> probe.check("volumev3", "/volumes?limit=1");
                case ROLES -> probe.describeRoles();
                case NOTIFICATIONS -> checkBrokers();
            };
        } catch (ConnectionStepException e) {
            return e.finding();
        } catch (CloudException e) {
            return ServiceProbe.toFinding(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return StepFinding.of(ConnectionFinding.TIMEOUT, "");
        }
    }

    private StepFinding resolve() {
        String host = entry.keystone().getHost();
        try {
            List<String> addresses = Arrays.stream(InetAddress.getAllByName(host))
                    .limit(5)
                    .map(InetAddress::getHostAddress)
                    .toList();
            return StepFinding.of(ConnectionFinding.RESOLVED, host, String.join(", ", addresses));
        } catch (UnknownHostException e) {
            return StepFinding.of(ConnectionFinding.UNKNOWN_HOST, host);
        }
    }

    private StepFinding verifyCertificate() {
        CertificateProbe check = new CertificateProbe(entry.keystone(), REQUEST_LIMIT);
        if (entry.keystone().getScheme().equals("https")) {
            return check.verify(entry.tls());
        }
        check.connect();
        return StepFinding.of(ConnectionFinding.NOT_ENCRYPTED);
    }

    private StepFinding checkBrokers() throws InterruptedException {
        if (entry.brokers().isEmpty()) {
            return StepFinding.of(ConnectionFinding.NOT_CONFIGURED);
        }
        for (Broker broker : entry.brokers()) {
            Optional<DisconnectReason> reason = brokerProbe.check(broker);
            if (reason.isPresent()) {
                return StepFinding.of(toFinding(reason.get()), String.join(", ", broker.nodes()));
            }
        }
        return StepFinding.of(ConnectionFinding.NOTIFICATIONS_RECEIVABLE);
    }

    private static ConnectionFinding toFinding(DisconnectReason reason) {
        return switch (reason) {
            case REFUSED -> ConnectionFinding.BROKER_REFUSED;
            case FORBIDDEN -> ConnectionFinding.BROKER_FORBIDDEN;
            case NO_EXCHANGE -> ConnectionFinding.EXCHANGE_MISSING;
            case UNREACHABLE, LOST, FAILED, NOT_YET_TRIED -> ConnectionFinding.BROKER_UNREACHABLE;
        };
    }
}
