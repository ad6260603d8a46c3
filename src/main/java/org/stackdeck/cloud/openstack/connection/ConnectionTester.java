package org.stackdeck.cloud.openstack.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.stackdeck.cloud.openstack.connection.ConnectionStepException.StepFinding;
import org.stackdeck.cloud.openstack.discovery.CloudContext;

/** A test of one entry. Shares no connections, tokens and limits with the inventory, which it can therefore not delay. */
public final class ConnectionTester {

    /** Time limit of connecting, of the name resolution and of each request. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CloudEntry entry;
    private final CloudContext context;
    private final BrokerProbe brokerProbe;
    private final ServiceProbe probe;

    /** @param context used only by this test, whose caller closes it */
    public ConnectionTester(CloudEntry entry, CloudContext context, BrokerProbe brokerProbe) {
        this.entry = entry;
        this.context = context;
        this.brokerProbe = brokerProbe;
        this.probe = new ServiceProbe(entry, context);
    }

    /** Runs the steps one after another on the calling thread. */
    public void run(ConnectionTestListener listener) {
        RequestOrigin.USER.call(() -> {
            runSteps(listener);
            return listener;
        });
    }

    private void runSteps(ConnectionTestListener listener) {
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
            listener.onStarted(step);
            long start = System.nanoTime();
            StepFinding finding = execute(step);
            if (finding.finding().outcome() == ConnectionFinding.Outcome.FAILED) {
                unsuccessful.add(step);
            }
            listener.onResult(result(step, finding, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private static ConnectionStepResult result(ConnectionStep step, StepFinding finding, Duration duration) {
        return new ConnectionStepResult(step, finding.finding(), finding.arguments(), duration, finding.certificates());
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

    private StepFinding resolve() throws InterruptedException {
        String host = entry.keystone().getHost();
        CompletableFuture<InetAddress[]> resolved = new CompletableFuture<>();
        context.executor().execute(() -> {
            try {
                resolved.complete(InetAddress.getAllByName(host));
            } catch (UnknownHostException e) {
                resolved.completeExceptionally(e);
            }
        });
        try {
            List<String> addresses = Arrays.stream(resolved.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS))
                    .limit(5)
                    .map(InetAddress::getHostAddress)
                    .toList();
            return StepFinding.of(ConnectionFinding.RESOLVED, host, String.join(", ", addresses));
        } catch (TimeoutException e) {
            return StepFinding.of(ConnectionFinding.TIMEOUT, host);
        } catch (ExecutionException e) {
            return StepFinding.of(ConnectionFinding.UNKNOWN_HOST, host);
        }
    }

    private StepFinding verifyCertificate() {
        CertificateCheck check = new CertificateCheck(entry.keystone(), TIMEOUT);
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
