/** The future in order: by instant, then tie, then arrival, whatever was called off in between. */
import { describe, expect, test } from 'vitest';
import { EventQueue, SimulatorBug, type Ticket } from '../../sim/index.js';

function emptied<E>(queue: EventQueue<E>): E[] {
  const found: E[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) found.push(next.event);
  return found;
}

describe('order', () => {
  test('the earliest event comes first', () => {
    const queue = new EventQueue<string>();
    queue.push(30, 0, 'late');
    queue.push(10, 0, 'early');
    queue.push(20, 0, 'between');
    expect(emptied(queue)).toEqual(['early', 'between', 'late']);
  });

  test('equal instants with equal ties come first in, first out', () => {
    const queue = new EventQueue<number>();
    for (let i = 0; i < 1_000; i += 1) queue.push(5, 0, i);
    expect(emptied(queue)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
  });

  test('equal instants come out by tie', () => {
    const queue = new EventQueue<string>();
    queue.push(5, 0.9, 'last');
    queue.push(5, 0.1, 'first');
    queue.push(4, 1, 'before all');
    queue.push(5, 0.5, 'middle');
    expect(emptied(queue)).toEqual(['before all', 'first', 'middle', 'last']);
  });

  test('arrival decides, even after a slot was used before', () => {
    const queue = new EventQueue<string>();
    queue.push(1, 0, 'gone');
    queue.push(5, 0, 'first');
    queue.pop();
    queue.push(5, 0, 'second');
    expect(emptied(queue)).toEqual(['first', 'second']);
  });

  test('instants before the epoch and far after it are in order', () => {
    const queue = new EventQueue<number>();
    for (const at of [2 ** 50, -5, 0, -(2 ** 50), 1.5]) queue.push(at, 0, at);
    expect(emptied(queue)).toEqual([-(2 ** 50), -5, 0, 1.5, 2 ** 50]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%d is no instant',
    (at) => {
      expect(() => new EventQueue<string>().push(at, 0, 'never')).toThrow(SimulatorBug);
    },
  );
});

describe('taking', () => {
  test('take leaves the event in the fields of the queue', () => {
    const queue = new EventQueue<string>();
    queue.push(7, 0, 'seen');
    queue.push(8, 0, 'unseen', true);
    expect([queue.take(), queue.at, queue.event, queue.inBackground]).toEqual([
      true,
      7,
      'seen',
      false,
    ]);
    expect([queue.take(), queue.at, queue.event, queue.inBackground]).toEqual([
      true,
      8,
      'unseen',
      true,
    ]);
    expect(queue.take()).toBe(false);
  });

  test('reading the next due instant removes nothing', () => {
    const queue = new EventQueue<string>();
    expect(queue.peekAt()).toBeUndefined();
    queue.push(7, 0, 'a');
    expect([queue.peekAt(), queue.peekAt(), queue.size]).toEqual([7, 7, 1]);
  });

  test('an empty queue gives nothing', () => {
    expect(new EventQueue<string>().pop()).toBeUndefined();
  });

  test('background events are counted apart', () => {
    const queue = new EventQueue<string>();
    const tick = queue.push(1, 0, 'tick', true);
    queue.push(2, 0, 'work');
    queue.push(3, 0, 'tick', true);
    expect([queue.size, queue.awaited]).toEqual([3, 1]);
    queue.cancel(tick);
    expect([queue.size, queue.awaited]).toEqual([2, 1]);
    queue.take();
    expect([queue.size, queue.awaited]).toEqual([1, 0]);
    queue.take();
    expect([queue.size, queue.awaited]).toEqual([0, 0]);
  });

  test('what is pending can be listed without taking it', () => {
    const queue = new EventQueue<string>();
    queue.push(3, 0, 'c');
    const gone = queue.push(2, 0, 'b');
    queue.push(1, 0, 'a');
    queue.cancel(gone);
    expect(queue.pending().sort()).toEqual(['a', 'c']);
    expect(queue.size).toBe(2);
  });
});

describe('calling off', () => {
  test('an event that was called off does not come', () => {
    const queue = new EventQueue<string>();
    queue.push(1, 0, 'a');
    const ticket = queue.push(2, 0, 'b');
    queue.push(3, 0, 'c');
    expect(queue.cancel(ticket)).toBe(true);
    expect(queue.size).toBe(2);
    expect(emptied(queue)).toEqual(['a', 'c']);
  });

  test('the next event may be the one that is called off', () => {
    const queue = new EventQueue<string>();
    const ticket = queue.push(1, 0, 'a');
    queue.push(2, 0, 'b');
    queue.cancel(ticket);
    expect(queue.peekAt()).toBe(2);
  });

  test('the second time it is too late', () => {
    const queue = new EventQueue<string>();
    const ticket = queue.push(1, 0, 'a');
    expect([queue.cancel(ticket), queue.cancel(ticket)]).toEqual([true, false]);
    expect(queue.size).toBe(0);
  });

  test('after the event has come it is too late', () => {
    const queue = new EventQueue<string>();
    const ticket = queue.push(1, 0, 'a');
    queue.pop();
    expect(queue.cancel(ticket)).toBe(false);
  });

  test('an old ticket never calls off the event that has its slot now', () => {
    const queue = new EventQueue<string>();
    const old = queue.push(1, 0, 'old');
    queue.pop();
    queue.push(1, 0, 'new');
    expect(queue.cancel(old)).toBe(false);
    expect(emptied(queue)).toEqual(['new']);
  });

  test.each([0, -1, 0.5, 99, 2 ** 25, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d is not a valid ticket',
    (ticket) => {
      const queue = new EventQueue<string>();
      queue.push(1, 0, 'a');
      expect(queue.cancel(ticket)).toBe(false);
      expect(queue.size).toBe(1);
    },
  );

  test('a ticket is never used for a second event', () => {
    const queue = new EventQueue<number>();
    const tickets = new Set<Ticket>();
    for (let i = 0; i < 10_000; i += 1) {
      const ticket = queue.push(i % 7, 0, i);
      expect(ticket).toBeGreaterThan(0);
      tickets.add(ticket);
      if (i % 3 === 0) queue.cancel(ticket);
      else if (i % 3 === 1) queue.pop();
    }
    expect(tickets.size).toBe(10_000);
  });
});

describe('memory', () => {
  test('a million events one after the other need one slot', () => {
    const queue = new EventQueue<number>();
    for (let i = 0; i < 1_000_000; i += 1) {
      queue.push(i, 0, i);
      queue.take();
    }
    expect(queue.slotsUsed).toBe(1);
  });

  test('a million events that were called off long before they were due leave next to nothing', () => {
    const queue = new EventQueue<number>();
    queue.push(0, 0, -1);
    for (let i = 0; i < 1_000_000; i += 1) queue.cancel(queue.push(1e9 + i, 0, i));
    expect(queue.slotsUsed).toBeLessThan(100);
    expect(emptied(queue)).toEqual([-1]);
  });

  test('an event is forgotten as soon as it has come or was called off', () => {
    const queue = new EventQueue<{ readonly name: string }>();
    queue.push(1, 0, { name: 'a' });
    queue.cancel(queue.push(2, 0, { name: 'b' }));
    queue.pop();
    expect(queue.snapshot().events.filter((event) => event !== undefined)).toEqual([]);
  });

  test('a queue with an initial capacity of 0 grows', () => {
    const queue = new EventQueue<number>(0);
    for (let i = 999; i >= 0; i -= 1) queue.push(i, 0, i);
    expect(emptied(queue)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
  });
});

describe('snapshots', () => {
  test('a restored queue has the same order, the same counts and the same tickets', () => {
    const queue = new EventQueue<number>();
    const tickets = Array.from({ length: 300 }, (_, i) =>
      queue.push(i % 10, i % 3, i, i % 4 === 0),
    );
    for (const ticket of tickets.slice(0, 50)) queue.cancel(ticket);
    for (let i = 0; i < 20; i += 1) queue.take();
    const restored = EventQueue.restore(structuredClone(queue.snapshot()));
    expect([restored.size, restored.awaited]).toEqual([queue.size, queue.awaited]);
    for (const ticket of tickets.slice(40, 120))
      expect(restored.cancel(ticket)).toBe(queue.cancel(ticket));
    expect(restored.push(3, 0, 1_000)).toBe(queue.push(3, 0, 1_000));
    expect(emptied(restored)).toEqual(emptied(queue));
  });

  test('a snapshot stays as it is while the queue continues', () => {
    const queue = new EventQueue<number>();
    for (let i = 0; i < 10; i += 1) queue.push(i, 0, i);
    const snapshot = queue.snapshot();
    const restored = EventQueue.restore(snapshot);
    emptied(queue);
    queue.push(1, 0, 99);
    expect(emptied(restored)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(emptied(EventQueue.restore(snapshot))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
