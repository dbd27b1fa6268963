// Tells the window that waits with its text.
new BroadcastChannel('editing-session').postMessage('signed in');
