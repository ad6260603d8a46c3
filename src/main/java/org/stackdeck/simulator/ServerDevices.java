package org.stackdeck.simulator;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ports and volumes of a server, and the addresses in Nova's cache. */
final class ServerDevices {

    private List<SimulatedPort> ports = List.of();
    private List<PortAddress> addresses = List.of();
    private List<VolumeAttachment> volumes = List.of();

    synchronized List<SimulatedPort> ports() {
        return ports;
    }

    /** The addresses in Nova's cache, which receives changes of floating IPs with a delay. */
    synchronized List<PortAddress> addresses() {
        return addresses;
    }

    synchronized List<VolumeAttachment> volumes() {
        return volumes;
    }

    /** Replaces the ports. */
    synchronized void connect(List<SimulatedPort> newPorts) {
        ports = List.copyOf(newPorts);
        refresh();
    }

    synchronized void plug(SimulatedPort port) {
        connect(Stream.concat(ports.stream(), Stream.of(port)).toList());
    }

    synchronized void unplug(String portId) {
        connect(ports.stream().filter(p -> !p.id().equals(portId)).toList());
    }

    /** Changes ports in Neutron only; Nova's cache is unchanged. */
    synchronized void changePorts(UnaryOperator<SimulatedPort> change) {
        ports = ports.stream().map(change).toList();
    }

    /** Updates Nova's cache from Neutron. */
    synchronized void refresh() {
        addresses = ports.stream().flatMap(p -> p.addresses().stream()).toList();
    }

    synchronized void attach(VolumeAttachment attachment) {
        volumes = Stream.concat(volumes.stream(), Stream.of(attachment)).toList();
    }

    synchronized void changeVolumes(UnaryOperator<VolumeAttachment> change) {
        volumes = volumes.stream().map(change).toList();
    }

    synchronized void detach(String volumeId) {
        volumes = volumes.stream().filter(v -> !v.volumeId().equals(volumeId)).toList();
    }

    synchronized void release() {
        connect(List.of());
        volumes = List.of();
    }
}
