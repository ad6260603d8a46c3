package org.stackdeck.simulator.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ports and volumes of a server, and the addresses in Nova's cache. */
public final class ServerDevices {

    private List<SimulatedPort> ports = List.of();
    private List<PortAddress> addresses = List.of();
    private List<VolumeAttachment> volumes = List.of();

    public synchronized List<SimulatedPort> ports() {
        return ports;
    }

    /** Returns the addresses in Nova's cache, which receives changes of floating IPs with a delay. */
    public synchronized List<PortAddress> addresses() {
        return addresses;
    }

    public synchronized List<VolumeAttachment> volumes() {
        return volumes;
    }

    /** Replaces the ports and updates Nova's cache. */
    public synchronized void setPorts(List<SimulatedPort> newPorts) {
        ports = List.copyOf(newPorts);
        refresh();
    }

    public synchronized void addPort(SimulatedPort port) {
        setPorts(Stream.concat(ports.stream(), Stream.of(port)).toList());
    }

    public synchronized void removePort(String portId) {
        setPorts(ports.stream().filter(p -> !p.id().equals(portId)).toList());
    }

    /** Changes ports in Neutron only; Nova's cache is unchanged. */
    public synchronized void changePorts(UnaryOperator<SimulatedPort> change) {
        ports = ports.stream().map(change).toList();
    }

    /** Updates Nova's cache from Neutron. */
    public synchronized void refresh() {
        addresses = ports.stream().flatMap(p -> p.addresses().stream()).toList();
    }

    public synchronized void addVolume(VolumeAttachment attachment) {
        volumes = Stream.concat(volumes.stream(), Stream.of(attachment)).toList();
    }

    public synchronized void changeVolumes(UnaryOperator<VolumeAttachment> change) {
        volumes = volumes.stream().map(change).toList();
    }

    public synchronized void removeVolume(String volumeId) {
        volumes = volumes.stream().filter(v -> !v.volumeId().equals(volumeId)).toList();
    }

    synchronized void release() {
        setPorts(List.of());
        volumes = List.of();
    }
}
